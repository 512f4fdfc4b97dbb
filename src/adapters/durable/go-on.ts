import { DBOS } from '@dbos-inc/dbos-sdk';
import type { GoOnFrom } from '../../tasks/control.ts';
import type { Task } from '../../tasks/task.ts';
import { queueOf } from './queues.ts';
import { stepSequenceVersion } from './step-sequence-version.ts';

type StepInfo = NonNullable<Awaited<ReturnType<typeof DBOS.listWorkflowSteps>>>[number];

/** The step that begins a run of tests, and the one that ends it: what lies between is of no use once the run is ended. */
const startOfRun = /^(?:start test run|run the tests) /;
const endOfRun = 'read the test results';

/**
 * Rewinds an ended task to a step and puts it back on its queue. The steps before it keep their results, so nothing that
 * is recorded is paid again.
 */
export async function goOn({ id, request }: Pick<Task, 'id' | 'request'>, from: GoOnFrom): Promise<boolean> {
  const steps = (await DBOS.listWorkflowSteps(id)) ?? [];
  const at = placeOf(steps, from);
  if (at === undefined) return false;
  const status = await DBOS.getWorkflowStatus(id);
  if (status === null || ['PENDING', 'ENQUEUED', 'DELAYED'].includes(status.status)) return false;
  await DBOS.rewindWorkflow(id, { startStep: at, applicationVersion: stepSequenceVersion, ...queueOf(request) });
  return true;
}

function placeOf(steps: readonly StepInfo[], from: GoOnFrom): number | undefined {
  if (typeof from === 'object') return steps.findLast(({ name }) => name === from.step)?.functionID;
  const at = from === 'stop' ? steps.findIndex(isStopped) : steps.findIndex(({ error }) => error !== null);
  if (at === -1) return undefined;
  const start = steps.findLastIndex(({ name }, index) => index < at && startOfRun.test(name));
  const isInRun = start !== -1 && !steps.slice(start, at).some(({ name }) => name === endOfRun);
  return steps[isInRun ? start : at]?.functionID;
}

function isStopped({ output }: StepInfo): boolean {
  return typeof output === 'object' && output !== null && 'stoppedBy' in output;
}
