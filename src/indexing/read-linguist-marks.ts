import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readBlobs } from '../workspace/read-blobs.ts';
import { runGit } from '../workspace/run-git.ts';
import type { TreeEntry } from '../workspace/workspace.ts';

/** What the attributes `linguist-vendored` and `linguist-generated` say of a file, where they say something. */
export interface LinguistMarks {
  readonly vendored?: boolean;
  readonly generated?: boolean;
}

const attributes: ReadonlyMap<string, keyof LinguistMarks> = new Map([
  ['linguist-vendored', 'vendored'],
  ['linguist-generated', 'generated'],
]);

/** Milliseconds; 100,000 files take about 200. A pattern of many wildcards can take git for ever. */
const matchLimit = 20_000;

/**
 * The marks that the `.gitattributes` of a tree give its files, by path, as git itself reads them.
 * @param among holds those of the folders that the files are in.
 * @throws Error with one sentence when they take too long to match.
 */
export async function readLinguistMarks(
  gitDir: string,
  entries: readonly Pick<TreeEntry, 'path'>[],
  among: readonly TreeEntry[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, LinguistMarks>> {
  const files = among.filter(({ path: name, mode }) => isAttributesFile(name) && mode.startsWith('100'));
  if (!(await mention(gitDir, files, signal))) return new Map();
  const limit = AbortSignal.timeout(matchLimit);
  try {
    const paths = entries.map((entry) => entry.path).filter(isPlainPath);
    return readMarks(await askGit(gitDir, files, paths, signal ? AbortSignal.any([signal, limit]) : limit));
  } catch (error) {
    if (signal?.aborted || !limit.aborted) throw error;
    throw new Error('The .gitattributes of this commit take too long to match: use fewer wildcards in a line.');
  }
}

export function isAttributesFile(name: string): boolean {
  return name === '.gitattributes' || name.endsWith('/.gitattributes');
}

/** Others cannot be named to git; only a tree that was made to do harm has them. */
function isPlainPath(name: string): boolean {
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

async function mention(gitDir: string, files: readonly TreeEntry[], signal?: AbortSignal): Promise<boolean> {
  if (files.length === 0) return false;
  const shas = files.map(({ sha }) => sha);
  for await (const { content } of readBlobs(shas, { gitDir, ...(signal ? { signal } : {}) })) {
    if (content === null || content.includes('linguist-')) return true;
  }
  return false;
}

/**
 * Git answers from the index of a repository that is made for the question: it holds the attribute files and nothing else,
 * and shares the objects. What stands in the real one's `info/attributes` is nobody else's.
 */
async function askGit(
  gitDir: string,
  files: readonly TreeEntry[],
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'goat-attributes-'));
  try {
    const format = files[0]?.sha.length === 64 ? 'sha256' : 'sha1';
    const [objects] = await Promise.all([
      runGit(['rev-parse', '--git-path', 'objects'], { gitDir, signal }),
      runGit(['init', '--quiet', '--template=', `--object-format=${format}`, '--', folder], { signal }),
    ]);
    const env = { GIT_OBJECT_DIRECTORY: objects.toString().trimEnd() };
    const place = { gitDir: path.join(folder, '.git'), cwd: folder, env, signal };
    const index = files.map(({ path: name, sha }) => `100644 ${sha} 0\t${name}\0`).join('');
    await runGit(['update-index', '-z', '--index-info'], { ...place, input: index });
    const question = ['check-attr', '--cached', '--stdin', '-z', ...attributes.keys()];
    return (await runGit(question, { ...place, input: paths.map((name) => `${name}\0`).join('') })).toString();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Path, attribute and value in turn. Any value but `false` says yes, as in github-linguist. */
function readMarks(answer: string): Map<string, LinguistMarks> {
  const fields = answer.split('\0');
  const marks = new Map<string, LinguistMarks>();
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [name = '', attribute = '', value = ''] = fields.slice(at, at + 3);
    const mark = attributes.get(attribute);
    if (mark === undefined || value === 'unspecified') continue;
    marks.set(name, { ...marks.get(name), [mark]: value !== 'unset' && value !== 'false' });
  }
  return marks;
}
