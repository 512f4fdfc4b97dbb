import { setTimeout as pause } from 'node:timers/promises';
import type { ServerGoat } from '../../src/compose/server.ts';
import { progressLines } from '../../src/publish/tracking-comment.ts';
import type { RepositoryHandle } from '../github-server/repository-handle.ts';
import type { Narrator } from './narrator.ts';

const lookMs = 100;

/** Tells what people see while a task runs: its tracking comment and the runs in Actions. Returns the task's id. */
export async function watchTask(
  goat: ServerGoat,
  repository: RepositoryHandle,
  issueNumber: number,
  narrate: Narrator,
): Promise<string> {
  const told = new Set<string>();
  const tell = (line: string) => {
    if (told.has(line)) return;
    told.add(line);
    narrate.event(line);
  };
  for (;;) {
    const [task] = await goat.store.ofIssue(`github:${repository.id}`, issueNumber);
    for (const comment of repository.comments(issueNumber).filter(({ user }) => user.login.endsWith('[bot]'))) {
      progressLines(comment.body).forEach(tell);
    }
    for (const run of repository.runs) tell(`Actions: "${run.displayTitle}" is ${run.conclusion ?? run.status}`);
    if (task?.outcome) return task.id;
    await pause(lookMs);
  }
}
