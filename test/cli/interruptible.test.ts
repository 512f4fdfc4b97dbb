import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { interruptible } from '../../src/cli/interruptible.ts';

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(() => vi.restoreAllMocks());

/** What an interrupt does, without one: it would reach the test runner too. */
function interrupt() {
  for (const listener of process.listeners('SIGINT').slice(-1)) listener('SIGINT');
}

test('work that is not interrupted ends with its own exit code or error, and leaves no handler', async () => {
  const before = process.listenerCount('SIGINT');
  expect(await interruptible(async () => 1)).toBe(1);
  await expect(interruptible(async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(process.listenerCount('SIGINT')).toBe(before);
  expect(said).toEqual([]);
});

test('an interrupt aborts the work: exit code 130, and a sentence that it goes on from there', async () => {
  const code = await interruptible(async (signal) => {
    interrupt();
    signal.throwIfAborted();
    return 0;
  });
  expect(code).toBe(130);
  expect(said.at(-1)).toMatch(/What is indexed is kept/);
});

test('what the interrupt breaks before it is seen is no error of its own', async () => {
  const code = await interruptible(() => {
    setImmediate(interrupt);
    return Promise.reject(new Error('git cat-file failed'));
  });
  expect(code).toBe(130);
});
