import type { Publisher } from '../publish/publisher.ts';
import { EndTask } from './outcome.ts';
import type { Steps } from './steps.ts';

/** Ends the task, silently, where who asks for it may not write to the repository. */
export async function requireWriter(steps: Steps, { mayWrite }: Pick<Publisher, 'mayWrite'>, login: string) {
  if (await steps.run('permission', () => mayWrite(login))) return;
  throw new EndTask({ kind: 'not allowed', reason: `@${login} may not write to this repository.`, next: '' });
}
