import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Change, readChange } from '../../../src/tasks/review/read-change.ts';
import { runGit } from '../../../src/workspace/run-git.ts';

export interface LargeChange {
  readonly name: string;
  readonly gitDir: string;
  readonly base: string;
  readonly head: string;
  readonly change: Change;
  /** Lines added and removed in the files that are reviewed. */
  readonly lines: number;
}

const wanted = { least: 3_000, most: 6_000 };
/** Commits that are put together at most. */
const mostCommits = 300;

/** Of each repository the newest commits that together change 3,000 to 6,000 lines of what people write, as one change. */
export async function findLargeChanges(folder: string): Promise<LargeChange[]> {
  const found: LargeChange[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const gitDir = path.join(folder, name, 'repo');
    const log = await runGit(['log', '--first-parent', `-${mostCommits}`, '--format=%H'], { gitDir }).catch(() => null);
    const commits = (log?.toString() ?? '').split('\n').filter((line) => line !== '');
    const change = (await isWhole(gitDir)) ? await putTogether(name, gitDir, commits) : null;
    if (change !== null) found.push(change);
  }
  return found;
}

/** A clone may be without the largest of its files. */
async function isWhole(gitDir: string): Promise<boolean> {
  const args = ['rev-list', '--objects', '--missing=print', `-${mostCommits}`, 'HEAD'];
  const listed = await runGit(args, { gitDir }).catch(() => null);
  return listed !== null && !/^\?/m.test(listed.toString());
}

async function putTogether(name: string, gitDir: string, commits: readonly string[]): Promise<LargeChange | null> {
  const [head] = commits;
  // Steps grow with the distance: a repository of small commits takes as few looks as one of large ones.
  for (let back = 1; head !== undefined; back += Math.ceil(back / 4)) {
    const base = commits[back];
    if (base === undefined) return null;
    const change = await readChange(gitDir, base, head, { exclude: [], only: [] });
    const lines = change.files.reduce((sum, file) => sum + changedIn(file), 0);
    if (lines > wanted.most) return null;
    if (lines >= wanted.least) return { name, gitDir, base, head, change, lines };
  }
  return null;
}

function changedIn({ hunks }: Change['files'][number]): number {
  return hunks.flatMap(({ lines }) => lines).filter(({ old, now }) => old === null || now === null).length;
}
