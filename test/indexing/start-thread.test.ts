import { describe, expect, test } from 'vitest';
import { expectCommit } from '../../src/indexing/expect-commit.ts';
import { indexInThread } from '../../src/indexing/index-files.ts';
import { loadGrammars } from '../../src/indexing/load-grammars.ts';
import { startThread } from '../../src/indexing/start-thread.ts';
import { commitFiles, temporaryRepository } from '../workspace/temporary-repository.ts';

const source = { path: 'a.py', content: Buffer.from('def f(): pass\n'), wanted: false };

describe('a thread that is started for a few files', () => {
  test('is one, however often it is asked for meanwhile', async () => {
    const { gitDir } = await temporaryRepository({ 'a.py': 'def f(): pass\n' });
    const commit = await commitFiles(gitDir, { 'a.py': 'def g(): pass\n' });
    const threads = await countThreads(async () => {
      const expected = expectCommit({ repository: 'r', gitDir, commit }, new AbortController().signal);
      await Promise.all([expected, startThread(), loadGrammars(['a.py'])]);
    });
    // None where another test has left one.
    expect(threads).toBeLessThanOrEqual(1);
  });

  test('ends with whoever it was for, and leaves later work alone', async () => {
    const signal = AbortSignal.abort();
    await loadGrammars(['a.py'], signal);
    const [indexed] = await indexInThread([[source]]);
    expect(indexed).toMatchObject({ skipped: null, unparsed: false });
  });

  test('starts also where nobody can say what a commit changes', async () => {
    const { gitDir, commit: first } = await temporaryRepository({ 'a.py': 'def f(): pass\n' });
    const signal = new AbortController().signal;
    const absent = '0'.repeat(40);
    for (const [place, commit] of [[gitDir, first] as const, [gitDir, absent] as const, ['/nowhere', first] as const]) {
      await expect(expectCommit({ repository: 'r', gitDir: place, commit }, signal)).resolves.toBeUndefined();
    }
  });
});

/** How many threads this process starts during some work. */
async function countThreads(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const add = () => {
    count += 1;
  };
  process.on('worker', add);
  try {
    await work();
    return count;
  } finally {
    process.off('worker', add);
  }
}
