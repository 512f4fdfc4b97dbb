import { EndTask } from './outcome.ts';

/** How a task unwinds that a person asked to stop. */
export function stoppedBy(login: string): EndTask {
  return new EndTask({
    kind: 'stopped',
    reason: `Stopped by @${login}.`,
    next: 'Comment `/goat fix` to start again.',
  });
}
