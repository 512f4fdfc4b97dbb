import type { Control } from '../control.ts';
import type { Outcome } from '../outcome.ts';
import { lookForAnswer } from '../plan/ask-person.ts';
import type { Steps } from '../steps.ts';
import { type ReplyRequest, repositoryKey } from '../task.ts';
import type { TaskStore } from '../task-store.ts';
import { reopen } from './let-go-on.ts';
import { untilEnded } from './until-ended.ts';

const notAsked: Outcome = { kind: 'ignored', reason: 'Nothing waits for an answer of this person.', next: '' };

/**
 * Gives a fix the answer that it waits for. Who was asked may answer, also without write access: the answer is data, as the
 * issue is, and nothing but what the fix was asked for goes on.
 */
export async function takeAnswer(
  { repository, issueNumber, sender, text }: ReplyRequest,
  store: TaskStore,
  steps: Steps,
  control: Control,
): Promise<Outcome> {
  const asking = await steps.run('read what was asked', async () => {
    const id = await store.askedOf(repositoryKey(repository), issueNumber, sender);
    const record = id === null ? null : await store.record(id);
    return id !== null && record?.question ? { id, hash: record.question.hash } : null;
  });
  if (asking === null) return notAsked;
  await untilEnded(asking.id, control);
  const task = await steps.run('read the task that asks', () => store.read(asking.id));
  if (task?.state !== 'waiting') return notAsked;
  await steps.run('keep the answer', () => store.keepAnswer(asking.id, asking.hash, { by: sender, text }));
  await reopen(task, { step: lookForAnswer }, store, steps, control);
  return { kind: 'answered', reason: `@${sender} answered task ${asking.id}.`, next: '' };
}
