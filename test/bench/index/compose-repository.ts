import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ListedFile, listFiles } from '../../../src/indexing/list-files.ts';
import { largestFile, skipByContent, skipByName } from '../../../src/indexing/skip-reason.ts';
import { readContents } from '../../../src/workspace/read-blobs.ts';
import { runGit } from '../../../src/workspace/run-git.ts';

export interface ComposedRepository {
  readonly gitDir: string;
  /** All the files. */
  readonly commit: string;
  /**
   * The two commits after it; each changes `changedFiles` files of the one before: first neighbours, as a commit of one
   * project does, then files of as many projects and languages as there are.
   */
  readonly nextCommits: readonly [string, string];
  /** A fifth of the files, and no commit of the others. */
  readonly partCommit: string;
  readonly files: number;
  readonly partFiles: number;
  readonly bytes: number;
  /** How many public repositories they come from. */
  readonly sources: number;
}

export const changedFiles = 10;
const partShare = 5;
/** First-parent commits between two generations of a repository whose newest files are not enough. */
const generationStep = 250;
const mostGenerations = 40;

interface SizedFile extends ListedFile {
  readonly bytes: number;
}

/**
 * Makes a bare repository of `wanted` different files of public repositories, without copying an object: it borrows
 * those of the bare clones in `folder` (`owner+name/repo`). Every repository gives as many as the others where it has
 * as many, spread over its folders; the same clones always give the same commits. Files that an index would skip are
 * not taken. Where the newest commits do not have enough files, older ones give theirs.
 */
export async function composeRepository(folder: string, wanted: number, gitDir: string): Promise<ComposedRepository> {
  const clones = readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'repo', 'HEAD')))
    .sort();
  await runGit(['init', '--quiet', '--bare', '--', gitDir]);
  await mkdir(path.join(gitDir, 'objects', 'info'), { recursive: true });
  const objects = clones.map((name) => `${path.resolve(folder, name, 'repo', 'objects')}\n`);
  await writeFile(path.join(gitDir, 'objects', 'info', 'alternates'), objects.join(''));

  const files = await collectFiles(folder, clones, wanted, gitDir);
  const part = files.filter((_, index) => index % partShare === 0);
  const commit = await commitFiles(gitDir, files);
  const changed = await change(gitDir, files, neighbours(files));
  const next = await commitFiles(gitDir, changed, commit);
  return {
    gitDir,
    commit,
    nextCommits: [next, await commitFiles(gitDir, await change(gitDir, changed, spread(changed)), next)],
    partCommit: await commitFiles(gitDir, part),
    files: files.length,
    partFiles: part.length,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    sources: new Set(files.map((file) => file.path.split(/[@/]/, 1)[0])).size,
  };
}

async function collectFiles(folder: string, clones: readonly string[], wanted: number, gitDir: string) {
  const seen = new Set<string>();
  const taken: SizedFile[] = [];
  for (let generation = 0; generation < mostGenerations && taken.length < wanted; generation += 1) {
    const listed = await Promise.all(
      clones.map((name) => listGeneration(path.join(folder, name, 'repo'), name, generation)),
    );
    const sources = listed.map((files) => files.filter(({ blob }) => !seen.has(blob) && seen.add(blob)));
    // Some will turn out to be skipped by their content; the rest of the sources fills the gap.
    for (const round of rounds(sources)) {
      if (taken.length >= wanted) break;
      taken.push(...(await readable(gitDir, round)));
    }
  }
  return inPathOrder(taken.slice(0, wanted));
}

/** Their paths begin with `owner+name`, and with older commits `owner+name@generation`. */
async function listGeneration(gitDir: string, name: string, generation: number): Promise<ListedFile[]> {
  const skip = `--skip=${generation * generationStep}`;
  const revisions = await runGit(['rev-list', '--first-parent', '--max-count=1', skip, 'HEAD'], { gitDir });
  const commit = revisions.toString().trim();
  if (commit === '') return [];
  const { files } = await listFiles({ repository: name, gitDir, commit });
  const prefix = generation === 0 ? name : `${name}@${generation}`;
  // What its attributes want in beside that may be out where they are not taken along.
  return files
    .map((file) => ({ ...file, path: `${prefix}/${file.path}` }))
    .filter((file) => skipByName(file.path) === undefined);
}

/** Files of one round: enough that reading them through one git process pays. */
const roundFiles = 20;

/** Each round takes the next few files of every source that still has some, in an order that no folder leads. */
function* rounds(sources: readonly (readonly ListedFile[])[]): Generator<ListedFile[]> {
  const shuffled = sources.map((files) => [...files].sort(byHash));
  const longest = Math.max(0, ...shuffled.map((files) => files.length));
  for (let from = 0; from < longest; from += roundFiles) {
    yield shuffled.flatMap((files) => files.slice(from, from + roundFiles));
  }
}

/** A shuffle that is the same every time. */
function byHash(left: ListedFile, right: ListedFile): number {
  return left.blob < right.blob ? -1 : 1;
}

async function readable(gitDir: string, files: readonly ListedFile[]): Promise<SizedFile[]> {
  const kept: SizedFile[] = [];
  for await (const { file, content } of readContents(files, { gitDir, maxBytes: largestFile })) {
    if (content === null || skipByContent(file.path, content) !== undefined) continue;
    kept.push({ ...file, bytes: content.length });
  }
  return kept;
}

function inPathOrder(files: readonly SizedFile[]): SizedFile[] {
  return [...files].sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Of the kind that most files are of, so that they are code. */
function neighbours(files: readonly ListedFile[]): readonly ListedFile[] {
  const byKind = new Map<string, ListedFile[]>();
  for (const file of files) {
    const kind = path.extname(file.path);
    byKind.set(kind, [...(byKind.get(kind) ?? []), file]);
  }
  const alike = [...byKind.values()].reduce((most, some) => (some.length > most.length ? some : most), []);
  const middle = Math.floor(alike.length / 2);
  return alike.slice(middle, middle + changedFiles);
}

function spread(files: readonly ListedFile[]): readonly ListedFile[] {
  const step = Math.floor(files.length / changedFiles);
  return files.filter((_, index) => index % step === 0).slice(0, changedFiles);
}

/** Puts an empty line before the first of each chosen file, so that every line of it moves. */
async function change(gitDir: string, files: readonly ListedFile[], chosen: readonly ListedFile[]) {
  const changed = new Map<string, string>();
  for (const { path: name, blob } of chosen) {
    const content = await runGit(['cat-file', 'blob', blob], { gitDir });
    const input = Buffer.concat([Buffer.from('\n'), content]);
    changed.set(name, (await runGit(['hash-object', '-w', '--stdin'], { gitDir, input })).toString().trim());
  }
  return files.map((file): ListedFile => ({ ...file, blob: changed.get(file.path) ?? file.blob }));
}

async function commitFiles(gitDir: string, files: readonly ListedFile[], parent?: string): Promise<string> {
  const list = files.map(({ path: name, blob }) => `100644 ${blob}\t${name}\0`).join('');
  const name = createHash('sha256').update(list).digest('hex').slice(0, 16);
  const env = { ...identity, GIT_INDEX_FILE: path.join(gitDir, `index-${name}`) };
  const git = async (args: readonly string[], input?: string) =>
    (await runGit(args, { gitDir, env, ...(input === undefined ? {} : { input }) })).toString().trim();
  await git(['update-index', '--add', '-z', '--index-info'], list);
  const tree = await git(['write-tree']);
  const parents = parent === undefined ? [] : ['-p', parent];
  return git(['commit-tree', '-m', `${files.length} files`, ...parents, tree]);
}

const identity = {
  GIT_AUTHOR_NAME: 'bench',
  GIT_AUTHOR_EMAIL: 'bench@localhost',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'bench',
  GIT_COMMITTER_EMAIL: 'bench@localhost',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
};
