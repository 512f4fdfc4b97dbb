import type { TaskSummary } from '../tasks/task-store.ts';
import { plainMarkdown } from './plain-markdown.ts';

/** The answer to `/goat status`: a line for each task of the issue, newest first. */
export function renderStatus(tasks: readonly TaskSummary[]): string {
  if (tasks.length === 0) return 'No task has run for this issue. Comment `/goat fix` to start one.';
  return ['### Tasks of this issue', ...tasks.map((task) => `- ${line(task)}`)].join('\n');
}

function line({ id, kind, state, activity, outcome }: TaskSummary): string {
  if (outcome) return `\`${id}\` ${kind}: **${outcome.kind}**. ${plainMarkdown(outcome.reason, 300)}`;
  return `\`${id}\` ${kind}: ${state}${activity === '' ? '' : `, ${activity}`}`;
}
