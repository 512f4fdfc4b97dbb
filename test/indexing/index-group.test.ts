import { expect, test } from 'vitest';
import { indexFiles, indexFilesAsText } from '../../src/indexing/index-files.ts';
import { indexGroup } from '../../src/indexing/index-group.ts';
import { threadEnded } from '../../src/threads/thread-ended.ts';

const file = (path: string, text: string) => ({ path, content: Buffer.from(text), wanted: false });
const good = file('good.py', 'def good():\n    return 1\n');
const evil = file('evil.py', 'def evil():\n    return 2\n');
const group = [good, evil, file('also.py', 'x = 1\n')];

/** Does the work here, but a file called `evil` costs the thread. */
function workers(calls: string[][]) {
  const parsed = async ([files]: Parameters<typeof indexFiles>) => {
    calls.push(files.map(({ path }) => path));
    if (files.includes(evil)) throw threadEnded('indexFiles', 'took longer than 20 s');
    return indexFiles(files);
  };
  return [parsed, ([files]: Parameters<typeof indexFiles>) => indexFilesAsText(files)] as const;
}

test('what costs its thread is kept as text, and the others of its group as they are', async () => {
  const calls: string[][] = [];
  const indexed = await indexGroup(group, {}, workers(calls));
  expect(indexed.map(({ unparsed }) => unparsed)).toEqual([false, true, false]);
  expect(indexed.map(({ packedChunks }) => JSON.parse(packedChunks)[0].kind)).toEqual(['function', 'text', 'constant']);
  expect(calls).toEqual([['good.py', 'evil.py', 'also.py'], ['good.py'], ['evil.py'], ['also.py']]);
});

test('a file that is a group by itself is not tried twice', async () => {
  const calls: string[][] = [];
  expect(await indexGroup([evil], {}, workers(calls))).toMatchObject([{ unparsed: true, chunks: 1 }]);
  expect(calls).toHaveLength(1);
});

test('a file by itself has time for its size, and a group has not: what hangs holds a thread for seconds only', async () => {
  const limits: (number | undefined)[] = [];
  const hang = (_: Parameters<typeof indexFiles>, options?: { readonly limitMs?: number }) => {
    limits.push(options?.limitMs);
    return Promise.reject(threadEnded('indexFiles', 'took too long'));
  };
  const [, asText] = workers([]);
  await indexGroup([good, file('large.swift', 'x'.repeat(500_000))], {}, [hang, asText]);
  expect(limits).toEqual([5_000, expect.closeTo(5_000, -2), 15_000]);
});

test('an error of another kind is one', async () => {
  const fail = () => Promise.reject(new Error('a mistake'));
  await expect(indexGroup(group, {}, [fail, fail])).rejects.toThrow('a mistake');
});

test('threads do the same', async () => {
  expect(await indexGroup(group)).toEqual(await indexFiles(group));
});
