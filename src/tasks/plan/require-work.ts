import type { Intent } from '../../agent/classify-intent.ts';
import { EndTask } from '../outcome.ts';
import type { FixRequest } from '../task.ts';

const mostPlaces = 5;

/**
 * Ends the task where the issue asks something instead of asking for a change: a patch would answer what nobody wanted. Who
 * adds a hint to the command has said that there is something to do.
 * @param places where the answer may stand.
 */
export function requireWork(intent: Intent, places: readonly string[], { hint }: Pick<FixRequest, 'hint'>): void {
  if (intent !== 'question' || hint !== '') return;
  const found = places.slice(0, mostPlaces).map((path) => `\`${path.replaceAll('`', "'")}\``);
  const where = found.length === 0 ? '' : ` What it is about seems to stand in ${found.join(', ')}.`;
  throw new EndTask({
    kind: 'declined',
    reason: `The issue reads as a question, and a question is not answered by a patch.${where}`,
    next: 'Where something has to change, comment `/goat fix` with what.',
  });
}
