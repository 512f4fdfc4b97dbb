import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readDiff } from '../../../src/workspace/read-diff.ts';
import { importCommit } from '../../github-server/git/fast-import.ts';
import { runGit } from '../../github-server/git/run-git.ts';
import type { FixCommit } from './find-fixes.ts';

/** A pull request that was pushed to five times, in a repository of its own that holds the changed files only. */
export interface Pushed {
  readonly gitDir: string;
  readonly base: string;
  readonly heads: readonly string[];
}

/**
 * A fix taken back, and four pushes after it: its lines move down, one of them gets white space, a part of it is mended,
 * and is broken again.
 */
export async function pushFiveTimes({ gitDir: from, base, fix }: FixCommit): Promise<Pushed | null> {
  const files = (await readDiff(from, fix, base)).filter(
    ({ before, after, patch }) => before !== null && after !== null && patch !== '' && !after.includes(0),
  );
  if (files.length === 0) return null;
  const gitDir = await mkdtemp(path.join(tmpdir(), 'goat-bench-review-'));
  await runGit(gitDir, ['init', '--quiet', '--bare', '--initial-branch=main']);
  const commit = async (text: (file: { fixed: string; broken: string }, index: number) => string) => {
    const parent = (await runGit(gitDir, ['for-each-ref', '--format=%(objectname)'])).toString().trim();
    const contents = files.map(({ path: name, before, after }, index) => [
      name,
      text({ fixed: before?.toString('utf8') ?? '', broken: after?.toString('utf8') ?? '' }, index),
    ]);
    const author = { name: 'bob', email: 'bob@example.org' };
    await importCommit(gitDir, {
      ...{ branch: 'main', message: 'Change', author, files: Object.fromEntries(contents) },
      ...(parent === '' ? {} : { parent }),
    });
    return (await runGit(gitDir, ['rev-parse', 'main'])).toString().trim();
  };
  const start = await commit(({ fixed }) => fixed);
  const heads = [
    await commit(({ broken }) => broken),
    await commit(({ broken }) => movedDown(broken)),
    await commit(({ broken }) => movedDown(broken).replace(/\w.*$/m, '$& ')),
    await commit(({ fixed, broken }, index) => movedDown(index === 0 ? fixed : broken)),
    await commit(({ broken }) => movedDown(movedDown(broken))),
  ];
  return { gitDir, base: start, heads };
}

/** An empty line behind the first: what stands there may have to stay the first. */
function movedDown(text: string): string {
  const end = text.indexOf('\n') + 1;
  return `${text.slice(0, end)}\n${text.slice(end)}`;
}
