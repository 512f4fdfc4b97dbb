import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { offThread } from '../../src/threads/off-thread.ts';
import { hangExclusively, meet } from './jobs.ts';

const url = new URL('./jobs.ts', import.meta.url).href;
const meetInThread = offThread(url, meet);

test('threads take turns, the main thread among them', async () => {
  const memory = new SharedArrayBuffer(8);
  const others = Array.from({ length: 4 * availableParallelism() }, () => meetInThread([memory]));
  const own = Array.from({ length: 10 }, () => meet(memory));
  expect([...(await Promise.all(others)), ...own].every((together) => together === 1)).toBe(true);
});

test('what is thrown gives the turn back', () => {
  const memory = new SharedArrayBuffer(0);
  expect(() => meet(memory)).toThrow();
  expect(meet(new SharedArrayBuffer(8))).toBe(1);
});

test('a thread that was ended in its turn does not keep the others waiting for ever', async () => {
  await expect(offThread(url, hangExclusively, { limitMs: 500 })([])).rejects.toThrow('took longer');
  expect(await meetInThread([new SharedArrayBuffer(8)])).toBe(1);
});
