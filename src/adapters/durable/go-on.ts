import { DBOS } from '@dbos-inc/dbos-sdk';
import type { GoOnFrom } from '../../tasks/control.ts';
import type { Task } from '../../tasks/task.ts';
import { queueOf } from './queues.ts';
import { stepSequenceVersion } from './step-sequence-version.ts';
import { workflowState } from './workflow-state.ts';

type StepInfo = NonNullable<Awaited<ReturnType<typeof DBOS.listWorkflowSteps>>>[number];

/** The step that begins a run of tests, and the one that ends it: what lies between is of no use once the run is ended. */
const startOfRun = /^(?:start test run|run the tests) /;
const endOfRun = 'read the test results';

/**
 * Rewinds an ended task to a step and puts it back on its queue. The steps before it keep their results, so nothing that
 * is recorded is paid again. Called from the workflow of another task, outside its steps.
 */
export async function goOn({ id, request }: Pick<Task, 'id' | 'request'>, from: GoOnFrom): Promise<boolean> {
  const startStep = await DBOS.runStep(() => findPlace(id, from), { name: 'look where a task goes on' });
  if (startStep === null) return false;
  try {
    await DBOS.rewindWorkflow(id, { startStep, applicationVersion: stepSequenceVersion, ...queueOf(request) });
  } catch (error) {
    // The process died after it had done this and before it knew.
    if (!(error instanceof Error && error.message.startsWith('Cannot rewind'))) throw error;
  }
  return true;
}

/** The number of the step to go on at; null where there is none, or the task runs. */
async function findPlace(id: string, from: GoOnFrom): Promise<number | null> {
  if ((await workflowState(id)) !== 'ended') return null;
  return placeOf((await DBOS.listWorkflowSteps(id)) ?? [], from) ?? null;
}

function placeOf(steps: readonly StepInfo[], from: GoOnFrom): number | undefined {
  if (typeof from === 'object') return steps.findLast(({ name }) => name === from.step)?.functionID;
  const at = from === 'stop' ? steps.findIndex(isStopped) : steps.findLastIndex(({ error }) => error !== null);
  if (at === -1) return undefined;
  const start = steps.findLastIndex(({ name }, index) => index < at && startOfRun.test(name));
  const isInRun = start !== -1 && !steps.slice(start, at).some(({ name }) => name === endOfRun);
  return steps[isInRun ? start : at]?.functionID;
}

function isStopped({ output }: StepInfo): boolean {
  return typeof output === 'object' && output !== null && 'stoppedBy' in output;
}
