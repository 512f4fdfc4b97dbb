import { helpText } from '../publish/help.ts';
import { renderStatus } from '../publish/status.ts';
import { answerMemory, type MemoryPlace } from './answer/answer-memory.ts';
import { letGoOn } from './answer/let-go-on.ts';
import { stopTasks } from './answer/stop-tasks.ts';
import { takeAnswer } from './answer/take-answer.ts';
import type { Control } from './control.ts';
import type { Outcome } from './outcome.ts';
import type { TaskWork } from './run-task.ts';
import type { Steps } from './steps.ts';
import { type AnswerRequest, type ReplyRequest, repositoryKey } from './task.ts';
import type { TaskStore } from './task-store.ts';

export interface AnswerParts {
  readonly store: TaskStore;
  readonly memory: MemoryPlace;
  /** As in `Publisher`: unknown means no. */
  readonly mayWrite: (login: string) => Promise<boolean>;
  /** Posts the answer once, also when it is called again. */
  readonly reply: (body: string) => Promise<void>;
}

/** The `answer` task: replies to a command that starts no work. */
export function answerCommand(request: AnswerRequest | ReplyRequest, parts: AnswerParts): TaskWork {
  return {
    async run(steps, control) {
      if (request.command === 'reply') return takeAnswer(request, parts.store, steps, control);
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
  request: AnswerRequest,
  { store, memory }: AnswerParts,
  steps: Steps,
  control: Control,
): Promise<string> {
  const { command, repository, issueNumber } = request;
  const key = repositoryKey(repository);
  if (command === 'help') return helpText;
  if (command === 'status') return renderStatus(await steps.run('read tasks', () => store.ofIssue(key, issueNumber)));
  if (command === 'memory') return answerMemory(request.memory ?? { action: 'list' }, request, memory, steps);
  if (command === 'stop') return stopTasks(request, store, steps, control);
  return letGoOn(request, command, store, steps, control);
}

function declined(sender: string): Outcome {
  return { kind: 'not allowed', reason: `@${sender} may not write to this repository.`, next: '' };
}
