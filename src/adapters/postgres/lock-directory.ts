import { lock } from 'proper-lockfile';

/** A holder that has not refreshed its lock for this long is dead. */
const staleMs = 15_000;
const retryMs = 500;

/**
 * Locks a directory against other processes: two of them on one embedded database lose rows without an error.
 * Waits up to `waitMs` for another holder, also for the lock that a killed process left behind.
 * @returns the function that unlocks.
 */
export async function lockDirectory(directory: string, waitMs = 30_000): Promise<() => Promise<void>> {
  try {
    return await lock(directory, {
      stale: staleMs,
      retries: { retries: Math.ceil(waitMs / retryMs), factor: 1, minTimeout: retryMs, maxTimeout: retryMs },
      onCompromised: (cause) => {
        throw new Error(`The lock on ${directory} was lost, so this process stops before it can harm the database.`, {
          cause,
        });
      },
    });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ELOCKED') {
      throw new Error(`${directory} is in use by another goat process: wait for it to end, or set GOAT_HOME.`, {
        cause,
      });
    }
    throw cause;
  }
}
