import type { RepositoryConfig } from '../config/repository-config.ts';
import { EndTask } from './outcome.ts';
import type { Steps } from './steps.ts';

/** Tasks that ask a model, within 24 hours. */
export interface DailyLimits {
  readonly repository: number;
  /** All repositories of one installation of the App together. */
  readonly installation: number;
}

export type DailyRoom =
  | { readonly kind: 'room' }
  | {
      readonly kind: 'full';
      readonly scope: keyof DailyLimits;
      readonly limit: number;
      /** When the next task may start, in milliseconds since the epoch. */
      readonly freeAt: number;
    };

/** What the server allows, which a repository can only lower. */
export function dailyLimitsOf({ limits }: RepositoryConfig, { repository, installation }: DailyLimits): DailyLimits {
  return { repository: Math.min(repository, limits.tasksPerDay ?? repository), installation };
}

/**
 * Asked before a task spends anything; the task then counts, however it ends.
 * @param countTask as in `TaskStore`, for this task.
 * @throws EndTask that says when the task may be asked for again.
 */
export async function requireDailyRoom(
  steps: Steps,
  countTask: (limits: DailyLimits) => Promise<DailyRoom>,
  limits: DailyLimits,
): Promise<void> {
  const room = await steps.run('count the tasks of the day', () => countTask(limits));
  if (room.kind === 'room') return;
  const who = room.scope === 'repository' ? 'This repository' : 'This installation';
  const tasks = room.limit === 1 ? 'its one task' : `its ${room.limit} tasks`;
  // The minute after: a person who comes back at that time must not be told to wait again.
  const time = new Date(room.freeAt + 60_000).toISOString().slice(0, 16).replace('T', ' ');
  throw new EndTask({
    kind: 'declined',
    reason: `${who} has used ${tasks} of 24 hours; the next may start at ${time} UTC. Nothing was spent.`,
    next: `Ask again after ${time} UTC, or let the operator raise the limit.`,
  });
}
