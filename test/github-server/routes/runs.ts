import { redirectToDownload } from '../actions/downloads.ts';
import { jobLog, packLogs } from '../actions/pack-logs.ts';
import { page } from '../http/page.ts';
import { notFound, Refusal } from '../http/refusal.ts';
import { ok, type RepositoryCall, type Route, repositoryRoute } from '../http/route.ts';
import { representArtifact, representJob, representRun } from '../represent/run.ts';
import type { Repository } from '../state/repository.ts';
import type { Run } from '../state/run.ts';
import { timestamp, type World } from '../state/world.ts';
import { runEvent } from '../webhooks/events.ts';

/** https://docs.github.com/en/rest/actions/workflow-runs */
export function runRoutes(world: World): Route[] {
  const findRun = (call: RepositoryCall): Run => {
    const run = call.repository.runs.find((each) => each.id === Number(call.param('run_id')));
    if (run === undefined) throw notFound();
    return run;
  };
  return [
    repositoryRoute('GET /actions/runs', 'actions:read', (call) => listRuns(world, call, call.repository.runs)),
    repositoryRoute('GET /actions/workflows/{workflow_id}/runs', 'actions:read', (call) => {
      const wanted = call.param('workflow_id');
      const isWanted = ({ workflow }: Run) => String(workflow.id) === wanted || workflow.path.endsWith(`/${wanted}`);
      return listRuns(world, call, call.repository.runs.filter(isWanted));
    }),
    repositoryRoute('GET /actions/runs/{run_id}', 'actions:read', (call) =>
      ok(representRun(world, call.repository, findRun(call))),
    ),
    repositoryRoute('POST /actions/runs/{run_id}/cancel', 'actions:write', (call) => {
      const run = findRun(call);
      if (run.status === 'completed') throw new Refusal(409, 'Cannot cancel a workflow run that is completed.');
      cancel(world, call.repository, run);
      return { status: 202, body: {} };
    }),
    repositoryRoute('GET /actions/runs/{run_id}/jobs', 'actions:read', (call) => {
      const run = findRun(call);
      const { items, headers } = page(call, run.jobs);
      const jobs = items.map((job) => representJob(world, call.repository, run, job));
      return ok({ total_count: run.jobs.length, jobs }, headers);
    }),
    repositoryRoute('GET /actions/runs/{run_id}/artifacts', 'actions:read', (call) => {
      const run = findRun(call);
      const name = call.query.get('name');
      const wanted = run.artifacts.filter((artifact) => name === null || artifact.name === name);
      const { items, headers } = page(call, wanted);
      const artifacts = items.map((artifact) => representArtifact(world, call.repository, run, artifact));
      return ok({ total_count: wanted.length, artifacts }, headers);
    }),
    repositoryRoute('GET /actions/artifacts/{artifact_id}/{archive_format}', 'actions:read', (call) => {
      const id = Number(call.param('artifact_id'));
      const artifact = call.repository.runs.flatMap((run) => run.artifacts).find((each) => each.id === id);
      if (artifact === undefined || call.param('archive_format') !== 'zip') throw notFound();
      if (artifact.expired) throw new Refusal(410, 'Artifact has expired');
      return redirectToDownload(world, artifact.zip, 'application/zip');
    }),
    repositoryRoute('GET /actions/runs/{run_id}/logs', 'actions:read', async (call) => {
      const run = findRun(call);
      if (run.logsExpired) throw new Refusal(410, 'Server Error');
      if (run.status !== 'completed') throw notFound();
      return redirectToDownload(world, await packLogs(run), 'application/zip');
    }),
    repositoryRoute('GET /actions/jobs/{job_id}/logs', 'actions:read', (call) => {
      const id = Number(call.param('job_id'));
      const run = call.repository.runs.find((each) => each.jobs.some((job) => job.id === id));
      const job = run?.jobs.find((each) => each.id === id);
      if (run === undefined || job === undefined || job.status !== 'completed') throw notFound();
      if (run.logsExpired) throw new Refusal(410, 'Server Error');
      return redirectToDownload(world, jobLog(job), 'text/plain; charset=utf-8');
    }),
  ];
}

function listRuns(world: World, call: RepositoryCall, runs: readonly Run[]) {
  const asked = (name: string, value: string | null) => {
    const wanted = call.query.get(name);
    return wanted === null || wanted === value;
  };
  const wanted = runs
    .filter((run) => asked('branch', run.branch) && asked('event', run.event) && asked('head_sha', run.commit.sha))
    .filter(
      (run) => asked('actor', run.actor.login) && (asked('status', run.status) || asked('status', run.conclusion)),
    )
    .filter((run) => isWithin(call.query.get('created'), run.createdAt))
    .toReversed();
  const { items, headers } = page(call, wanted);
  const described = items.map((run) => representRun(world, call.repository, run));
  return ok({ total_count: wanted.length, workflow_runs: described }, headers);
}

/** A range of times: `>=T`, `>T`, `<=T`, `<T`, `A..B` (with `*` for no bound), or a day or time. */
function isWithin(range: string | null, createdAt: string): boolean {
  if (range === null) return true;
  const at = Date.parse(createdAt);
  const [from = '*', to] = range.split('..');
  if (to !== undefined) {
    return (from === '*' || at >= Date.parse(from)) && (to === '*' || at <= Date.parse(to));
  }
  const [, sign = '', time = ''] = /^([<>]=?)?(.+)$/.exec(range) ?? [];
  const limit = Date.parse(time);
  if (sign === '>=') return at >= limit;
  if (sign === '>') return at > limit;
  if (sign === '<=') return at <= limit;
  if (sign === '<') return at < limit;
  return createdAt.startsWith(time);
}

function cancel(world: World, repository: Repository, run: Run): void {
  run.cancel.abort();
  if (run.status !== 'queued') return;
  // Nothing has started, so nothing else will end it.
  run.status = 'completed';
  run.conclusion = 'cancelled';
  run.updatedAt = timestamp();
  world.background(runEvent(world, repository, run, 'completed'));
}
