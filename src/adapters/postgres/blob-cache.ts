/** Blobs of one query; their postings are some MB. */
const page = 500;

interface Kept<T> {
  readonly bytesOf: (value: T) => number;
  /** Of a blob that the database has nothing for. */
  readonly nothing: T;
}

/** Reads some blobs; those that there is nothing for are left out. */
type Read<T> = (blobs: readonly number[]) => Promise<Iterable<readonly [number, T]>>;

/**
 * What is kept of blobs, in memory up to `limit` bytes, what was used longest ago dropped first. A blob never changes, so
 * commits and branches share what is read.
 */
export function createBlobCache<T>(limit: number, { bytesOf, nothing }: Kept<T>) {
  const cached = new Map<string, T>();
  let held = 0;

  function keep(key: string, value: T): T {
    cached.set(key, value);
    held += bytesOf(value);
    for (const [oldest, dropped] of cached) {
      if (held <= limit || oldest === key) break;
      cached.delete(oldest);
      held -= bytesOf(dropped);
    }
    return value;
  }

  return {
    /**
     * Calls `visit` once for each blob, in no order, without ever holding more than the limit and one page.
     * @param scope what the blobs' numbers and their contents belong to.
     */
    async each(
      scope: string,
      blobs: readonly number[],
      read: Read<T>,
      visit: (blob: number, value: T) => Promise<void> | undefined,
    ): Promise<void> {
      const missing: number[] = [];
      for (const blob of blobs) {
        const key = `${scope} ${blob}`;
        const found = cached.get(key);
        if (found === undefined) {
          missing.push(blob);
          continue;
        }
        cached.delete(key);
        cached.set(key, found);
        const pause = visit(blob, found);
        if (pause) await pause;
      }
      for (let from = 0; from < missing.length; from += page) {
        const asked = missing.slice(from, from + page);
        const rows = new Map(await read(asked));
        for (const blob of asked) await visit(blob, keep(`${scope} ${blob}`, rows.get(blob) ?? nothing));
      }
    },
  };
}
