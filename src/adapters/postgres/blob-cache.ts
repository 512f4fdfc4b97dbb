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
 * What is kept of blobs, in memory up to `limit` bytes; of the scope that was used longest ago the oldest is dropped first.
 * A blob never changes, so commits and branches share what is read.
 */
export function createBlobCache<T>(limit: number, { bytesOf, nothing }: Kept<T>) {
  const scopes = new Map<string, Map<number, T>>();
  let held = 0;

  /** Whose turn to be dropped comes last. */
  function use(scope: string): Map<number, T> {
    const cached = scopes.get(scope) ?? new Map<number, T>();
    scopes.delete(scope);
    scopes.set(scope, cached);
    return cached;
  }

  function dropOldest(): void {
    for (const [scope, cached] of scopes) {
      for (const [blob, value] of cached) {
        if (held <= limit) return;
        cached.delete(blob);
        held -= bytesOf(value);
      }
      scopes.delete(scope);
    }
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
      const cached = use(scope);
      const missing: number[] = [];
      for (const blob of blobs) {
        const found = cached.get(blob);
        if (found === undefined) {
          missing.push(blob);
          continue;
        }
        const pause = visit(blob, found);
        if (pause) await pause;
      }
      for (let from = 0; from < missing.length; from += page) {
        const asked = missing.slice(from, from + page);
        const rows = new Map(await read(asked));
        const kept = use(scope);
        for (const blob of asked) {
          const value = rows.get(blob) ?? nothing;
          if (!kept.has(blob)) held += bytesOf(value);
          kept.set(blob, value);
          await visit(blob, value);
        }
        dropOldest();
      }
    },
  };
}
