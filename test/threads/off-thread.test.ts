import { availableParallelism } from 'node:os';
import { execa } from 'execa';
import { describe, expect, test, vi } from 'vitest';
import { offThread } from '../../src/threads/off-thread.ts';
import { isThreadEnded } from '../../src/threads/thread-ended.ts';
import * as jobs from './jobs.ts';

const url = new URL('./jobs.ts', import.meta.url).href;
const echo = offThread(url, jobs.echo<unknown>);
const everyThread = Array.from({ length: availableParallelism() });

async function failureOf(work: Promise<unknown>): Promise<Error> {
  const error: unknown = await work.then(
    () => new Error('It did not fail.'),
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? error : new Error(`Not an error: ${error}`);
}

describe('offThread', () => {
  test('brings values there and back', async () => {
    const value = { text: 'goat 🐐', list: [1, null, undefined], map: new Map([['a', new Uint8Array([1, 2])]]) };
    expect(await echo([value])).toEqual(value);
    expect(await offThread(url, jobs.later<string>)(['soon'])).toBe('soon');
  });

  test('moves a buffer instead of copying it', async () => {
    const buffer = new Uint8Array([1, 2, 3]).buffer;
    expect(await offThread(url, jobs.sumOf)([buffer], { transfer: [buffer] })).toBe(6);
    expect(buffer.byteLength).toBe(0);
  });

  test('throws what the work throws', async () => {
    const error = await failureOf(offThread(url, jobs.fail)(['no such goat']));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe('no such goat');
    expect(isThreadEnded(error)).toBe(false);
    expect((await failureOf(offThread(url, jobs.failWithoutError)([]))).message).toBe('only a string');
  });

  test('says so when there is no such function or module', async () => {
    const nameless = Object.defineProperty(() => 1, 'name', { value: 'notAFunction' });
    expect((await failureOf(offThread(url, nameless)([]))).message).toContain('not a function');
    const error = await failureOf(offThread(`${url}.missing`, jobs.hang)([]));
    expect(error.message).toContain('jobs.ts.missing');
  });

  test('refuses what cannot be copied, and goes on', async () => {
    expect((await failureOf(echo([() => 1]))).name).toBe('DataCloneError');
    expect(await echo([1])).toBe(1);
  });

  test('a thread sees neither the environment nor the flags of the process', async () => {
    expect(await offThread(url, jobs.surroundings)([])).toEqual({ environment: [], flags: [] });
  });

  test('many calls at once all end, also under one signal', async () => {
    const warning = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const values = Array.from({ length: 100 }, (_, index) => index);
    const { signal } = new AbortController();
    expect(await Promise.all(values.map((value) => echo([value], { signal })))).toEqual(values);
    expect(warning).not.toHaveBeenCalled();
    warning.mockRestore();
  });
});

describe('a thread is ended, and later calls get another,', () => {
  test('when the work takes too long', async () => {
    const error = await failureOf(offThread(url, jobs.hang, { limitMs: 100 })([]));
    expect(error.message).toBe('hang took longer than 0.1 s, so its thread was ended.');
    expect(isThreadEnded(error)).toBe(true);
    expect(await echo([1])).toBe(1);
  });

  test('when it takes too much memory', async () => {
    expect(isThreadEnded(await failureOf(offThread(url, jobs.hog)([])))).toBe(true);
    expect(await echo([1])).toBe(1);
  });

  test.each([jobs.overflow, jobs.breakWebAssembly])('when %o may leave WebAssembly broken', async (work) => {
    await Promise.all(everyThread.map(() => offThread(url, jobs.later)([1])));
    expect(isThreadEnded(await failureOf(offThread<[], unknown>(url, work)([])))).toBe(true);
    expect(await echo([1])).toBe(1);
  });

  test('while calls that run or wait beside it are answered', async () => {
    const hanging = [...everyThread, ...everyThread].map(() =>
      failureOf(offThread(url, jobs.hang, { limitMs: 100 })([])),
    );
    const others = Array.from({ length: 20 }, (_, index) => echo([index]));
    expect(await Promise.all(others)).toHaveLength(20);
    for (const error of await Promise.all(hanging)) expect(isThreadEnded(error)).toBe(true);
  });
});

describe('an abort throws its reason', () => {
  test('before the call', async () => {
    const signal = AbortSignal.abort(new Error('stopped by a person'));
    expect((await failureOf(echo([1], { signal }))).message).toBe('stopped by a person');
  });

  test('while the work runs, and while it waits for a thread', async () => {
    const abort = new AbortController();
    const hanging = [...everyThread, 'waiting'].map(() =>
      failureOf(offThread(url, jobs.hang)([], { signal: abort.signal })),
    );
    const behind = echo(['served']);
    setTimeout(() => abort.abort(new Error('stopped by a person')), 50);
    for (const error of await Promise.all(hanging)) {
      expect(error.message).toBe('stopped by a person');
      expect(isThreadEnded(error)).toBe(false);
    }
    expect(await behind).toBe('served');
  });

  test('after the answer it does nothing', async () => {
    const abort = new AbortController();
    expect(await echo([1], { signal: abort.signal })).toBe(1);
    abort.abort();
    expect(await echo([2])).toBe(2);
  });
});

test('what threads warn of is said once', async () => {
  const warning = vi.spyOn(process, 'emitWarning').mockReturnValue();
  const warn = offThread(url, jobs.warn);
  await Promise.all(Array.from({ length: 10 }, () => warn(['The goat grammar is missing.'])));
  await warn(['The end.']);
  await vi.waitFor(() => expect(warning).toHaveBeenCalledWith('The end.'));
  await vi.waitFor(() => expect(warning).toHaveBeenCalledWith('The goat grammar is missing.'));
  expect(warning).toHaveBeenCalledTimes(2);
  warning.mockRestore();
});

test('a process ends by itself when its threads are idle', async () => {
  const script = `
    const { offThread } = await import(${JSON.stringify(new URL('../../src/threads/off-thread.ts', import.meta.url))});
    const { echo } = await import(${JSON.stringify(url)});
    console.log( await offThread(${JSON.stringify(url)}, echo)(['done']));`;
  const flags = ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', script];
  const { stdout } = await execa(process.execPath, flags, { timeout: 20_000 });
  expect(stdout).toBe('done');
});
