import { lock } from 'proper-lockfile';

/** A holder that has not refreshed its lock for this long is dead. */
const staleMs = 15_000;
/** Often, because a holder on a busy machine may be kept from it for long: opening the embedded database holds its thread. */
const refreshMs = 1_000;
const retryMs = 500;

export interface LockOptions {
  /** How long another holder is waited for, also one that was killed and left its lock behind. */
  readonly waitMs?: number;
  /** Told once when there is somebody to wait for. */
  readonly onWait?: (() => void) | undefined;
}

/**
 * Locks a directory against other processes: two of them on one embedded database lose rows without an error.
 * @returns the function that unlocks.
 * @throws Error with one sentence when another process still holds it after `waitMs`.
 */
export async function lockDirectory(
  directory: string,
  { waitMs = 30_000, onWait }: LockOptions = {},
): Promise<() => Promise<void>> {
  try {
    return await take(directory, 0);
  } catch (error) {
    if (!isHeld(error)) throw error;
  }
  onWait?.();
  try {
    return await take(directory, Math.ceil(waitMs / retryMs));
  } catch (cause) {
    if (!isHeld(cause)) throw cause;
    throw new Error(`${directory} is in use by another goat process: wait for it to end, or set GOAT_HOME.`, { cause });
  }
}

function take(directory: string, retries: number): Promise<() => Promise<void>> {
  return lock(directory, {
    stale: staleMs,
    update: refreshMs,
    retries: { retries, factor: 1, minTimeout: retryMs, maxTimeout: retryMs },
    onCompromised: (cause) => {
      throw new Error(`The lock on ${directory} was lost, so this process stops before it can harm the database.`, {
        cause,
      });
    },
  });
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ELOCKED';
}
