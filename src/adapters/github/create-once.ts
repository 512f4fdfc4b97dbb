import { setTimeout as pause } from 'node:timers/promises';
import { mayHaveArrived } from './github-error.ts';

const mostAttempts = 3;
const pauseMs = 500;

/**
 * Makes something on GitHub that must not be there twice. It is looked for first, and again when the answer to its
 * creation was lost: the work may have been done all the same.
 * @throws what `create` throws when it was refused, or was lost each time.
 */
export async function createOnce<T>(find: () => Promise<T | null>, create: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const known = await find();
    if (known !== null) return known;
    try {
      return await create();
    } catch (error) {
      if (!mayHaveArrived(error) || attempt === mostAttempts) throw error;
      await pause(pauseMs * attempt);
    }
  }
}
