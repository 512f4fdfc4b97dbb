import { keepEnds } from '../../../ci/keep-ends.ts';
import { download } from './download.ts';
import type { RunReader } from './test-workflow.ts';

/** Bytes. */
const largestLog = 10 * 1024 * 1024;

export interface JobStep {
  readonly name: string;
  readonly conclusion: string | null;
}

export interface Jobs {
  readonly steps: readonly JobStep[];
  /** The highest attempt of any job. */
  readonly attempt: number;
  /** The logs of all jobs, at most 10 MB together. */
  readonly log: string;
}

export async function readJobs(workflow: RunReader, runId: number, signal: AbortSignal): Promise<Jobs> {
  const { octokit, owner, repo } = workflow;
  const { data } = await (await octokit()).rest.actions.listJobsForWorkflowRun({
    owner,
    repo,
    run_id: runId,
    per_page: 100,
    request: { signal },
  });
  const share = Math.floor(largestLog / Math.max(data.jobs.length, 1));
  const logs: string[] = [];
  for (const job of data.jobs) logs.push(await readJobLog(workflow, job.id, share, signal));
  return {
    steps: data.jobs.flatMap((job) => job.steps ?? []).map(({ name, conclusion }) => ({ name, conclusion })),
    attempt: Math.max(1, ...data.jobs.map((job) => job.run_attempt ?? 1)),
    log: logs.join('\n'),
  };
}

/** Empty where GitHub no longer has the log. */
async function readJobLog(workflow: RunReader, jobId: number, limit: number, signal: AbortSignal): Promise<string> {
  const { octokit, owner, repo } = workflow;
  const ask = async () =>
    (await octokit()).rest.actions.downloadJobLogsForWorkflowRun({
      owner,
      repo,
      job_id: jobId,
      request: { redirect: 'manual', signal },
    });
  const read = async (body: AsyncIterable<Uint8Array>) => {
    const ends = keepEnds(limit);
    for await (const chunk of body) ends.add(chunk);
    return ends.read().toString('utf8');
  };
  return (await download(ask, read, signal)) ?? '';
}
