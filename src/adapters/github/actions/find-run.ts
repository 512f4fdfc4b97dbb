import { setTimeout as wait } from 'node:timers/promises';
import type { TestRequest } from '../../../ci/test-runner.ts';
import { runTitle } from '../../../ci/workflow-file.ts';
import type { TestWorkflow } from './test-workflow.ts';

export interface ListedRun {
  readonly id: number;
  readonly headSha: string;
}

/** The runs that carry the title of this request, newest first. */
export async function listRuns(
  { octokit, owner, repo, file }: TestWorkflow,
  { taskId, run, branch }: TestRequest,
  signal: AbortSignal,
): Promise<ListedRun[]> {
  const { data } = await (await octokit()).rest.actions.listWorkflowRuns({
    owner,
    repo,
    workflow_id: file,
    event: 'workflow_dispatch',
    branch,
    per_page: 100,
    request: { signal },
  });
  const title = runTitle(taskId, run);
  return (
    data.workflow_runs
      // One that was cancelled, as a stop does, says nothing: a task that goes on starts another.
      .filter((found) => found.display_title === title && found.event === 'workflow_dispatch')
      .filter((found) => found.conclusion !== 'cancelled')
      .map(({ id, head_sha: headSha }) => ({ id, headSha }))
  );
}

/**
 * Waits for a run that was not there before: a new one shows in the list only after some seconds.
 * @param looks how often to look before giving up.
 */
export async function findNewRun(
  workflow: TestWorkflow,
  request: TestRequest,
  before: readonly ListedRun[],
  looks: number,
  signal: AbortSignal,
): Promise<ListedRun | undefined> {
  for (let look = 0; look < looks; look++) {
    if (look > 0) await wait(workflow.lookSeconds * 1000, undefined, { signal });
    const runs = await listRuns(workflow, request, signal);
    const fresh = runs.find(({ id }) => !before.some((known) => known.id === id));
    if (fresh !== undefined) return fresh;
  }
  return undefined;
}
