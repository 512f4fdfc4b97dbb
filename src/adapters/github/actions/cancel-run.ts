import { statusOf } from '../github-error.ts';
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
