/**
 * Does `work` on items, at most `count` at a time, and gives the results as they come. After an error nothing more is
 * begun; what is going on still gives its results, and then the error is thrown.
 */
export async function* inParallel<T, R>(
  items: AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  count: number,
): AsyncGenerator<R> {
  const running = new Set<Promise<void>>();
  const results: R[] = [];
  const errors: unknown[] = [];

  const start = (item: T) => {
    const run: Promise<void> = work(item)
      .then(
        (result) => void results.push(result),
        (error) => void errors.push(error),
      )
      .finally(() => running.delete(run));
    running.add(run);
  };

  try {
    for await (const item of items) {
      start(item);
      while (running.size >= count) await Promise.race(running);
      yield* results.splice(0);
      if (errors.length > 0) break;
    }
    while (running.size > 0) {
      await Promise.race(running);
      yield* results.splice(0);
    }
    yield* results.splice(0);
    if (errors.length > 0) throw errors[0];
  } finally {
    await Promise.all(running);
  }
}
