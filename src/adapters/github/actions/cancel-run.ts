import type { TestRequest } from '../../../ci/test-runner.ts';
import { statusOf } from '../github-error.ts';
import { listRuns } from './find-run.ts';
import type { TestWorkflow } from './test-workflow.ts';

/** Asks GitHub to end a run; one that has already ended, or is gone, is fine. */
export async function cancelRun({ octokit, owner, repo }: TestWorkflow, runId: number): Promise<void> {
  try {
    await (await octokit()).rest.actions.cancelWorkflowRun({ owner, repo, run_id: runId });
  } catch (error) {
    const status = statusOf(error);
    if (status !== 409 && status !== 404) throw error;
  }
}

/** Seconds that a task which is about to end spends on this. */
const patience = 30;

/**
 * Ends the run of an iteration that nobody will read, also one whose start was never learned of. A failure is passed
 * over: what ends the task matters more, and the run has a time limit of its own.
 */
export async function abandonRun(workflow: TestWorkflow, request: TestRequest): Promise<void> {
  try {
    const runs = await listRuns(workflow, request, AbortSignal.timeout(patience * 1000));
    for (const { id } of runs) await cancelRun(workflow, id);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
