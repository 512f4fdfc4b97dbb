import { setImmediate } from 'node:timers/promises';

/** Milliseconds. Webhooks and heartbeats are answered by the same thread. */
const longestHold = 25;

/** A function to call often in long work: it gives the event loop a turn when the last one is long ago. */
export function createPacer(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < longestHold) return;
    await setImmediate();
    last = performance.now();
  };
}
