import type { Control } from '../control.ts';
import { lookForAnswer } from '../plan/ask-person.ts';
import { lookForApproval } from '../plan/look-for-approval.ts';
import type { Steps } from '../steps.ts';
import { type AnswerRequest, repositoryKey } from '../task.ts';
import type { TaskStore } from '../task-store.ts';
import { untilEnded } from './until-ended.ts';

/** `/goat stop`: ends what runs for the issue, and what waits for a person. */
export async function stopTasks(
  { repository, issueNumber, sender }: AnswerRequest,
  store: TaskStore,
  steps: Steps,
  control: Control,
): Promise<string> {
  const open = await steps.run('read open tasks', () => store.openTasks(repositoryKey(repository), issueNumber));
  for (const taskId of open) {
    await steps.run('request stop', () => store.requestStop(taskId, sender));
    await control.send(taskId, { type: 'stop', by: sender });
    const task = await steps.run('read the task', () => store.read(taskId));
    if (task?.state !== 'waiting') continue;
    // Nothing runs for a task that waits: it goes on for as long as it takes to see the request.
    await untilEnded(taskId, control);
    if (!(await control.goOn(task, { step: lookForApproval }))) await control.goOn(task, { step: lookForAnswer });
  }
  if (open.length === 0) return 'Nothing is running for this issue. Comment `/goat fix` to start.';
  return 'Stopping. The tracking comment will say how far the task came.';
}
