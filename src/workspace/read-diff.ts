import { readBlobs } from './read-blobs.ts';
import { runGit } from './run-git.ts';

/** A file that differs between two commits, as GitHub shows it: renames are found, context is three lines. */
export interface DiffFile {
  readonly path: string;
  /** What it was called before; the same as `path` where it was not renamed. */
  readonly previousPath: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  /** Null where the file is not there, is no file, or is larger than 1 MB. */
  readonly before: Buffer | null;
  readonly after: Buffer | null;
  /** The hunks, without the header; empty for a binary file and for a mere rename. */
  readonly patch: string;
}

/** More is read by nobody, and a diff of it costs gigabytes. */
const mostFiles = 3_000;
const mostBytes = 64 * 1024 * 1024;

const noObject = /^0+$/;

/**
 * What changed between two commits that are in the git directory. No program that the repository names is run.
 * @throws Error where more than 3,000 files or 64 MB of diff differ.
 */
export async function readDiff(gitDir: string, from: string, to: string): Promise<DiffFile[]> {
  const options = ['--no-ext-diff', '--no-textconv', '--no-color', '-M', '-U3', '--no-abbrev', '--no-relative'];
  const range = ['--end-of-options', from, to, '--'];
  const raw = await runGit(['diff', '--raw', '-z', ...options, ...range], { gitDir, maxBytes: mostBytes });
  const entries = readEntries(raw.toString('utf8'));
  if (entries.length > mostFiles) {
    throw new Error(`${entries.length} files differ; at most ${mostFiles} can be reviewed. Split the change.`);
  }
  const text = (await runGit(['diff', '-p', ...options, ...range], { gitDir, maxBytes: mostBytes })).toString('utf8');
  const patches = text.split(/^(?=diff --git )/m).filter((patch) => patch !== '');
  const shas = [...new Set(entries.flatMap(({ old, now }) => [old, now]).filter((sha) => !noObject.test(sha)))];
  const contents = new Map<string, Buffer | null>();
  for await (const { sha, content } of readBlobs(shas, { gitDir })) contents.set(sha, content);
  let next = 0;
  return entries.map(({ status, previousPath, path, old, now, parts }) => {
    const patch = hunksOf(patches.slice(next, next + parts).join(''));
    next += parts;
    return {
      path,
      previousPath,
      status,
      before: contents.get(old) ?? null,
      after: contents.get(now) ?? null,
      patch,
    };
  });
}

interface Entry {
  readonly status: DiffFile['status'];
  readonly previousPath: string;
  readonly path: string;
  readonly old: string;
  readonly now: string;
  /** A file that becomes a link is two parts of the diff: one that goes and one that comes. */
  readonly parts: number;
}

/** https://git-scm.com/docs/git-diff#_raw_output_format */
function readEntries(raw: string): Entry[] {
  const fields = raw.split('\0');
  const entries: Entry[] = [];
  for (let at = 0; at < fields.length && fields[at] !== ''; ) {
    const [, , old = '', now = '', letters = ''] = (fields[at] ?? '').split(' ');
    const letter = letters.charAt(0);
    const moves = letter === 'R' || letter === 'C';
    const previousPath = fields[at + 1] ?? '';
    const path = moves ? (fields[at + 2] ?? '') : previousPath;
    at += moves ? 3 : 2;
    const status = letter === 'A' ? 'added' : letter === 'D' ? 'removed' : letter === 'R' ? 'renamed' : 'modified';
    entries.push({ status, previousPath, path, old, now, parts: letter === 'T' ? 2 : 1 });
  }
  return entries;
}

function hunksOf(patch: string): string {
  const start = patch.search(/^@@ /m);
  return start === -1 ? '' : patch.slice(start).replace(/\n$/, '');
}
