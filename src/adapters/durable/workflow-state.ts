import { DBOS } from '@dbos-inc/dbos-sdk';
import type { WorkflowState } from '../../tasks/task-engine.ts';
import { stepSequenceVersion } from './step-sequence-version.ts';

const underWay: readonly string[] = ['PENDING', 'ENQUEUED', 'DELAYED'];

/** What the engine knows of a task. */
export async function workflowState(taskId: string): Promise<WorkflowState> {
  const status = await DBOS.getWorkflowStatus(taskId);
  if (!status) return 'missing';
  if (!underWay.includes(status.status)) return 'ended';
  return status.applicationVersion && status.applicationVersion !== stepSequenceVersion
    ? 'of another version'
    : 'pending';
}
