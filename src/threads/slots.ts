/**
 * Lets at most `count` callers go on at a time, first come, first served. Each gets a function that makes room for the
 * next one. An abort while waiting throws the signal's reason.
 */
export function createSlots(count: number): (signal?: AbortSignal) => Promise<() => void> {
  let free = count;
  const waiting = new Set<() => void>();

  const leave = () => {
    const [next] = waiting;
    if (next === undefined) free += 1;
    else next();
  };

  return async (signal) => {
    signal?.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return leave;
    }
    await new Promise<void>((resolve, reject) => {
      const settle = (end: () => void) => () => {
        waiting.delete(enter);
        signal?.removeEventListener('abort', giveUp);
        end();
      };
      const enter = settle(resolve);
      const giveUp = settle(() => reject(signal?.reason));
      signal?.addEventListener('abort', giveUp);
      waiting.add(enter);
    });
    return leave;
  };
}
