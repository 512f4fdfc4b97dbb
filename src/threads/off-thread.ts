import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { createSlots } from './slots.ts';
import type { Job } from './thread.ts';
import { runInThread } from './thread-pool.ts';

/** Work of this product takes milliseconds, so only what hangs takes this long. */
const usualLimitMs = 20_000;

/** One job a thread: a job's time counts from when it has a thread, not while it waits for one. */
const takeSlot = createSlots(availableParallelism());

interface CallOptions {
  readonly signal?: AbortSignal;
  readonly transfer?: readonly ArrayBuffer[];
  /** Of this call. */
  readonly limitMs?: number;
}

/**
 * A function that runs `work` in one of this process's threads. `work` must be exported by the module at `url`
 * (`import.meta.url`) under its own name; arguments and results are copied (structured clone), a transferred buffer is
 * moved.
 *
 * What `work` throws arrives as an `Error` with its message. `isThreadEnded` tells the error of a job that took longer
 * than `limitMs`, or more memory than a thread has, or broke its parser; other jobs and later calls are not affected.
 * An abort ends the job's thread and throws the signal's reason.
 */
export function offThread<A extends unknown[], R>(
  url: string,
  work: (...args: A) => R | Promise<R>,
  { limitMs = usualLimitMs }: { readonly limitMs?: number } = {},
): (args: A, options?: CallOptions) => Promise<R> {
  return async (args, { signal, transfer = [], limitMs: ownLimitMs = limitMs } = {}) => {
    // Many calls may share one: Node takes more than ten for a leak.
    if (signal !== undefined) setMaxListeners(0, signal);
    const leaveSlot = await takeSlot(signal);
    try {
      const job: Job = { url, name: work.name, args };
      return await runInThread<R>(job, ownLimitMs, signal, transfer);
    } finally {
      leaveSlot();
    }
  };
}
