import { setTimeout as pause } from 'node:timers/promises';
import { DBOS } from '@dbos-inc/dbos-sdk';
import type { ServerGoat } from '../../../src/compose/server.ts';
import type { RepositoryHandle } from '../../github-server/repository-handle.ts';
import type { GitHubServer } from '../../github-server/start-github-server.ts';
import type { RunTimes } from './run-times.ts';

export interface TaskTimes {
  /** From the comment to the outcome in the tracking comment. */
  readonly total: number;
  readonly model: number;
  /** Of runs in Actions, from their dispatch to their end. */
  readonly tests: number;
  /** Seconds by the name of the step; what lies before them and between them has names of its own. */
  readonly steps: ReadonlyMap<string, number>;
  readonly outcome: string;
}

export const beforeSteps = 'delivery, task and queue';
export const modelStep = 'model reply';
/** Steps that wait for a run in Actions. */
const waiting = ['DBOS.recv', 'DBOS.sleep'];
const lookMs = 20;

/** Comments on a new issue, waits for the outcome, and takes the time apart. */
export async function timeTask(
  { goat, github }: { readonly goat: ServerGoat; readonly github: GitHubServer },
  repository: RepositoryHandle,
  title: string,
  runTimes: RunTimes,
): Promise<TaskTimes> {
  const { number } = await repository.openIssue('alice', { title, body: 'add(1, 2) in src/add.js should be 3.' });
  const runsBefore = repository.runs.length;
  const [start, startedAt] = [performance.now(), Date.now()];
  await repository.comment('alice', number, '/goat fix');
  const newest = async () => (await goat.store.ofIssue(`github:${repository.id}`, number))[0];
  let task = await newest();
  for (; !task?.outcome; task = await newest()) await pause(lookMs);
  const total = (performance.now() - start) / 1000;
  await github.settled();
  const taken = (await DBOS.listWorkflowSteps(task.id)) ?? [];
  const steps = new Map<string, number>();
  const add = (name: string, milliseconds: number) => steps.set(name, (steps.get(name) ?? 0) + milliseconds / 1000);
  let last = startedAt;
  for (const { name, startedAtEpochMs = last, completedAtEpochMs = last } of taken) {
    add(last === startedAt ? beforeSteps : `between the steps, before: ${name}`, Math.max(0, startedAtEpochMs - last));
    if (!waiting.includes(name)) add(name, completedAtEpochMs - startedAtEpochMs);
    last = completedAtEpochMs;
  }
  return {
    total,
    model: steps.get(modelStep) ?? 0,
    tests: runTimes.seconds(repository.runs.slice(runsBefore)),
    steps,
    outcome: task.outcome.kind,
  };
}
