import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lockDirectory } from '../../../src/adapters/postgres/lock-directory.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'goat-lock-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test('FAULT 39: a second process is refused in one line that says what to do', async () => {
  const unlock = await lockDirectory(directory);
  const script = `
    import { lockDirectory } from '${new URL('../../../src/adapters/postgres/lock-directory.ts', import.meta.url).href}';
    await lockDirectory(process.argv[1], { waitMs: 600 }).then(() => console.log('locked'), (error) => console.log(error.message));`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script, directory];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toMatch(/^.* is in use by another goat process: wait for it to end, or set GOAT_HOME\.\n$/);
  await unlock();
});

test('whoever waits gets the directory when it is given back', async () => {
  const unlock = await lockDirectory(directory);
  const told = vi.fn();
  const second = lockDirectory(directory, { waitMs: 5_000, onWait: told });
  await vi.waitUntil(() => told.mock.calls.length > 0);
  await unlock();
  await (await second)();
});

test('the lock of a process that was killed ends by itself', async () => {
  // What the lock is on disk, as nobody refreshes it any more.
  await mkdir(`${directory}.lock`);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(`${directory}.lock`, longAgo, longAgo);
  const unlock = await lockDirectory(directory, { waitMs: 0 });
  await unlock();
});
