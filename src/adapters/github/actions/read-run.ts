import { setTimeout as wait } from 'node:timers/promises';
import { statusOf } from '../github-error.ts';
import type { RunReader } from './test-workflow.ts';

/** What matters of a run. */
export interface RunState {
  readonly id: number;
  readonly url: string;
  readonly headSha: string;
  readonly attempt: number;
  /** Null until the run has ended; then GitHub's word for how. */
  readonly conclusion: string | null;
  /** From the start of the run to its last change. */
  readonly seconds: number;
}

/** A run that was started a moment ago may not be there yet. */
const looks = 5;

/** @throws GitHub's error when the run cannot be read. */
export async function readRun(workflow: RunReader, runId: number, signal: AbortSignal): Promise<RunState> {
  const { octokit, owner, repo, lookSeconds } = workflow;
  for (let look = 1; ; look++) {
    try {
      const github = await octokit();
      const { data } = await github.rest.actions.getWorkflowRun({ owner, repo, run_id: runId, request: { signal } });
      const started = Date.parse(data.run_started_at ?? data.created_at);
      return {
        id: data.id,
        url: data.html_url,
        headSha: data.head_sha,
        attempt: data.run_attempt ?? 1,
        conclusion: data.status === 'completed' ? (data.conclusion ?? 'unknown') : null,
        seconds: Math.max((Date.parse(data.updated_at) - started) / 1000, 0),
      };
    } catch (error) {
      if (statusOf(error) !== 404 || look === looks) throw error;
      await wait(lookSeconds * 1000, undefined, { signal });
    }
  }
}

/** Why a run says nothing about the commit; null when it does. */
export function refuseRun(run: RunState, commit: string): string | null {
  if (run.headSha !== commit) {
    return `The run tested ${run.headSha.slice(0, 7)} and not ${commit.slice(0, 7)}, because the branch had moved on.`;
  }
  if (run.attempt > 1) {
    return `The run was started again by hand (attempt ${run.attempt}), so its result is not the first one of this commit.`;
  }
  return null;
}
