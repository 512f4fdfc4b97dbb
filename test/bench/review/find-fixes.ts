import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { runGit } from '../../../src/workspace/run-git.ts';

export interface FixCommit {
  readonly gitDir: string;
  readonly base: string;
  readonly fix: string;
}

/** Lines that a fix may change beside its tests: a larger one does more than it says. */
const mostLines = 40;
const looked = 400;

/** The newest small commits of each repository whose subjects call them a fix, with one parent. */
export async function findFixes(folder: string, most: number): Promise<FixCommit[]> {
  const found: FixCommit[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const gitDir = path.join(folder, name, 'repo');
    const log = await runGit(
      ['log', '--no-merges', '-i', '--grep', '^fix', `-${looked}`, '--shortstat', '--format=%x1e%H %P'],
      { gitDir },
    ).catch(() => null);
    const fixes = (log?.toString() ?? '').split('\x1e').flatMap((entry) => {
      const [, fix, base, rest = ''] = /^([0-9a-f]{40}) ([0-9a-f]{40})\n([\s\S]*)$/.exec(entry) ?? [];
      const lines = [...rest.matchAll(/(\d+) (?:insertion|deletion)/g)].reduce(
        (sum, [, count]) => sum + Number(count),
        0,
      );
      return fix && base && lines > 0 && lines <= mostLines ? [{ gitDir, base, fix }] : [];
    });
    found.push(...fixes.slice(0, most));
  }
  return found;
}
