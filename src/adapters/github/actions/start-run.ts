import { z } from 'zod';
import type { TestRequest } from '../../../ci/test-runner.ts';
import { statusOf } from '../github-error.ts';
import { findNewRun, listRuns } from './find-run.ts';
import { isTemporary, type TestWorkflow } from './test-workflow.ts';

export type StartedRun = { readonly runId: number } | { readonly refused: string };

const attempts = 3;
/** A run that GitHub accepted must show; after a lost reply nobody knows whether one will. */
const looksFor = { accepted: 30, lost: 10 };

/**
 * Starts the run of one request, or finds the one that an earlier call already started: the title names the run, so
 * neither a repeated step nor a lost reply makes a second one.
 * @throws the last error of GitHub when it neither started a run nor refused to.
 */
export async function startRun(workflow: TestWorkflow, request: TestRequest, signal: AbortSignal): Promise<StartedRun> {
  const before = await listRuns(workflow, request, signal);
  const own = before.find((run) => run.headSha === request.commit);
  if (own !== undefined) return { runId: own.id };

  for (let attempt = 1; ; attempt++) {
    const answer = await dispatch(workflow, request, signal);
    if ('runId' in answer || 'refused' in answer) return answer;
    const looks = 'lost' in answer ? looksFor.lost : looksFor.accepted;
    const run = await findNewRun(workflow, request, before, looks, signal);
    if (run !== undefined) return { runId: run.id };
    if (!('lost' in answer)) {
      return {
        refused: `GitHub started ${workflow.file} but shows no such run: compare its \`run-name\` with the template's.`,
      };
    }
    if (attempt === attempts) throw answer.lost;
  }
}

/** The body of a 200; a 204 has none. */
const runDetails = z.object({ workflow_run_id: z.number() });

type Answer = StartedRun | { readonly accepted: true } | { readonly lost: unknown };

async function dispatch(workflow: TestWorkflow, request: TestRequest, signal: AbortSignal): Promise<Answer> {
  try {
    return await send(workflow, request, { return_run_details: true }, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (isTemporary(error)) return { lost: error };
    if (!isUnknownField(error)) return refusal(workflow, request, error);
  }
  try {
    return await send(workflow, request, {}, signal);
  } catch (error) {
    signal.throwIfAborted();
    return isTemporary(error) ? { lost: error } : refusal(workflow, request, error);
  }
}

async function send(
  { octokit, owner, repo, file }: TestWorkflow,
  { taskId, run, first, branch }: TestRequest,
  options: { readonly return_run_details?: true },
  signal: AbortSignal,
): Promise<Answer> {
  const reply = await (await octokit()).rest.actions.createWorkflowDispatch({
    owner,
    repo,
    workflow_id: file,
    ref: branch,
    inputs: { task: taskId, iteration: run, ...(first.length === 0 ? {} : { filter: first.join('\n') }) },
    ...options,
    // A client that repeats the request by itself could start two runs.
    request: { signal, retries: 0 },
  });
  const details = runDetails.safeParse(reply.data);
  return details.success ? { runId: details.data.workflow_run_id } : { accepted: true };
}

/** Older servers of GitHub do not know `return_run_details`: they say 400, or 422 with its name. */
function isUnknownField(error: unknown): boolean {
  const status = statusOf(error);
  return status === 400 || (status === 422 && String(error).includes('return_run_details'));
}

function refusal({ file }: TestWorkflow, { branch }: TestRequest, error: unknown): { readonly refused: string } {
  const why = error instanceof Error ? error.message : String(error);
  return { refused: `GitHub does not start ${file} on ${branch}: ${why}` };
}
