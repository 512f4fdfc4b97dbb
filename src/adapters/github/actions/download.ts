import { statusOf } from '../github-error.ts';
import { isTemporary } from './test-workflow.ts';

/** GitHub's answer to a download: an address elsewhere that lives for a minute. */
export type AskForAddress = () => Promise<{ readonly headers: { readonly location?: string } }>;

const attempts = 2;
const secondsAnAttempt = 300;

/**
 * Follows a download to its address, without the token: that address belongs to a storage service. An address that no
 * longer works is asked for again, once.
 * @param read takes the body in, as it comes.
 * @returns null where GitHub has the file no longer, or does not give it out.
 */
export async function download<T>(
  ask: AskForAddress,
  read: (body: AsyncIterable<Uint8Array>) => Promise<T>,
  signal: AbortSignal,
): Promise<T | null> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const address = await askForAddress(ask);
    if (address === null) return null;
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(secondsAnAttempt * 1000)]);
      const response = await fetch(address, { signal: limit });
      if (response.ok && response.body !== null) return await read(response.body);
      await response.body?.cancel();
    } catch (error) {
      signal.throwIfAborted();
      if (!isTemporary(error)) throw error;
    }
  }
  return null;
}

async function askForAddress(ask: AskForAddress): Promise<string | null> {
  try {
    return (await ask()).headers.location ?? null;
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 410) return null;
    throw error;
  }
}
