import { helpText } from '../publish/help.ts';
import { renderStatus } from '../publish/status.ts';
import type { Control } from './control.ts';
import type { Outcome } from './outcome.ts';
import type { TaskWork } from './run-task.ts';
import type { Steps } from './steps.ts';
import { type AnswerRequest, repositoryKey } from './task.ts';
import type { TaskStore } from './task-store.ts';

export interface AnswerParts {
  readonly store: TaskStore;
  /** As in `Publisher`: unknown means no. */
  readonly mayWrite: (login: string) => Promise<boolean>;
  /** Posts the answer once, also when it is called again. */
  readonly reply: (body: string) => Promise<void>;
}

/** The `answer` task: replies to a command that starts no work. */
export function answerCommand(request: AnswerRequest, parts: AnswerParts): TaskWork {
  return {
    async run(steps, control) {
      const allowed = await steps.run('permission', () => parts.mayWrite(request.sender));
      // Whoever may not write gets no answer: a bot that answers strangers can be made to flood an issue.
      if (!allowed) return declined(request.sender);
      const body = await answer(request, parts, steps, control);
      await steps.run('reply', () => parts.reply(request.note === '' ? body : `${request.note}\n\n${body}`));
      return { kind: 'answered', reason: `Answered \`/goat ${request.command}\`.`, next: '' };
    },
    conclude: async () => undefined,
  };
}

async function answer(
  { command, repository, issueNumber, sender }: AnswerRequest,
  { store }: AnswerParts,
  steps: Steps,
  control: Control,
): Promise<string> {
  const key = repositoryKey(repository);
  if (command === 'help') return helpText;
  if (command === 'status') return renderStatus(await steps.run('read tasks', () => store.ofIssue(key, issueNumber)));
  const open = await steps.run('read open tasks', () => store.openTasks(key, issueNumber));
  for (const taskId of open) {
    await steps.run('request stop', () => store.requestStop(taskId, sender));
    await control.send(taskId, { type: 'stop', by: sender });
  }
  if (open.length === 0) return 'Nothing is running for this issue. Comment `/goat fix` to start.';
  return 'Stopping. The tracking comment will say how far the task came.';
}

function declined(sender: string): Outcome {
  return { kind: 'not allowed', reason: `@${sender} may not write to this repository.`, next: '' };
}
