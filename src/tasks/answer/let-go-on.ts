import { randomUUID } from 'node:crypto';
import { ulid } from 'ulid';
import type { Control, GoOnFrom } from '../control.ts';
import { lookForApproval } from '../plan/look-for-approval.ts';
import type { Steps } from '../steps.ts';
import { type AnswerCommand, type AnswerRequest, repositoryKey, type Task } from '../task.ts';
import type { ApprovalSubject, TaskStore } from '../task-store.ts';
import { untilEnded } from './until-ended.ts';

type GoOnCommand = Exclude<AnswerCommand, 'stop' | 'memory' | 'status' | 'help'>;

/** What each command may allow. */
const subjects: Readonly<Partial<Record<GoOnCommand, readonly ApprovalSubject[]>>> = {
  approve: ['plan', 'risk'],
  'allow-test-edits': ['test edits'],
};

/** `/goat approve`, `allow-test-edits`, `resume` and `retry`: lets the latest fix of the issue go on where it ended. */
export async function letGoOn(
  request: AnswerRequest,
  command: GoOnCommand,
  store: TaskStore,
  steps: Steps,
  control: Control,
): Promise<string> {
  const key = repositoryKey(request.repository);
  const task = await steps.run('read the latest fix', () => store.latestWork(key, request.issueNumber));
  if (task === null) return 'No fix has run for this issue. Comment `/goat fix` to start one.';
  const allowed = subjects[command];
  if (allowed !== undefined) return approve(task, allowed, request, store, steps, control);
  const state = command === 'resume' ? 'stopped' : 'failed';
  if (task.state !== state) return `The latest fix of this issue is ${task.state}, so there is nothing to ${command}.`;
  await untilEnded(task.id, control);
  if (command === 'resume') {
    const goesOn = await reopen(task, 'stop', store, steps, control);
    return goesOn ? 'The fix goes on where it was stopped.' : cannotGoOn;
  }
  if (await reopen(task, 'failure', store, steps, control)) return 'The fix goes on at the step that failed.';
  // It ended by itself, with every step done: only another try can come to another end.
  const again = await steps.run('make an id', async () => ({ id: ulid(), delivery: `retry:${randomUUID()}` }));
  await steps.run('ask for another try', () => store.add(again.id, task.request, again.delivery));
  return 'A new fix of this issue starts within a minute.';
}

const waitsForNothing = 'No fix of this issue waits for anything.';
const cannotGoOn = 'Its record does not reach that far, so it cannot go on. Comment `/goat fix` to start anew.';

async function approve(
  task: Task,
  allowed: readonly ApprovalSubject[],
  { sender }: AnswerRequest,
  store: TaskStore,
  steps: Steps,
  control: Control,
): Promise<string> {
  const waitingFor = await steps.run('read what it waits for', async () => {
    return (await store.record(task.id))?.waitingFor ?? null;
  });
  if (waitingFor === null) return waitsForNothing;
  await untilEnded(task.id, control);
  if ((await steps.run('read its state', async () => (await store.read(task.id))?.state)) !== 'waiting')
    return waitsForNothing;
  if (!allowed.includes(waitingFor.subject)) {
    const command = waitingFor.subject === 'test edits' ? 'allow-test-edits' : 'approve';
    return `The fix waits for something else: \`/goat ${command}\` allows it.`;
  }
  await steps.run('keep the approval', () => store.approve(task.id, waitingFor, sender));
  const goesOn = await reopen(task, { step: lookForApproval }, store, steps, control);
  return goesOn ? `Allowed by @${sender}. The fix goes on.` : cannotGoOn;
}

/** Lets an ended task go on from a place of its record; false where there is none. */
export async function reopen(
  task: Task,
  from: GoOnFrom,
  store: TaskStore,
  steps: Steps,
  control: Control,
): Promise<boolean> {
  const ended = await steps.run('read its outcome', () => store.outcome(task.id));
  // Before it goes on: it may come to its end at once, and that must stand.
  await steps.run('reopen the task', () => store.reopen(task.id));
  const goesOn = await control.goOn(task, from);
  if (!goesOn && ended !== null) await steps.run('close the task again', () => store.finish(task.id, ended));
  return goesOn;
}
