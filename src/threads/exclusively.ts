import { isMainThread, workerData } from 'node:worker_threads';

/** Shared by all threads of this process: the main thread makes it, and the pool hands it to those that it starts. */
export const lockMemory = givenMemory() ?? new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);

const lock = new Int32Array(lockMemory);
/** Work under the lock takes milliseconds; only a thread that was ended at it never gives it back. */
const longestWaitMs = 2_000;

/** Does something that must not happen in two threads of this process at a time. The whole thread waits for its turn. */
export function exclusively<T>(work: () => T): T {
  while (Atomics.compareExchange(lock, 0, 0, 1) !== 0) {
    if (Atomics.wait(lock, 0, 1, longestWaitMs) === 'timed-out') break;
  }
  try {
    return work();
  } finally {
    Atomics.store(lock, 0, 0);
    Atomics.notify(lock, 0, 1);
  }
}

/** The pool puts its own data before that of its threads. */
function givenMemory(): SharedArrayBuffer | undefined {
  const [, memory]: unknown[] = isMainThread || !Array.isArray(workerData) ? [] : workerData;
  return memory instanceof SharedArrayBuffer ? memory : undefined;
}
