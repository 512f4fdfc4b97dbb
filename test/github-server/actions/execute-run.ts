import type { Repository } from '../state/repository.ts';
import type { Conclusion, Job, Run } from '../state/run.ts';
import { timestamp, type World } from '../state/world.ts';
import { runEvent } from '../webhooks/events.ts';
import { holds } from './expression.ts';
import { createLog } from './job-log.ts';
import { runContexts } from './run-contexts.ts';
import { runJob } from './run-job.ts';
import { parseRunnable } from './workflow-file.ts';

/** Runs a workflow's jobs in the order of the file, telling the App when it is requested, starts and ends. */
export async function executeRun(world: World, repository: Repository, run: Run, text: string): Promise<void> {
  world.background(runEvent(world, repository, run, 'requested'));
  run.status = 'in_progress';
  run.startedAt = timestamp();
  world.background(runEvent(world, repository, run, 'in_progress'));
  try {
    await executeJobs(world, repository, run, text);
  } catch (error) {
    failLoudly(world, run, error);
  }
  const ends = run.jobs.map((job) => job.conclusion);
  run.conclusion = run.cancel.signal.aborted ? 'cancelled' : worst(ends);
  run.status = 'completed';
  run.updatedAt = timestamp();
  await runEvent(world, repository, run, 'completed');
}

async function executeJobs(world: World, repository: Repository, run: Run, text: string): Promise<void> {
  const workflow = parseRunnable(text);
  const jobs = Object.entries(workflow.jobs).map(([id, definition]) => {
    const named = definition.steps.map((step) => step.name ?? `Run ${(step.run ?? step.uses ?? '').split('\n')[0]}`);
    const steps = ['Set up job', ...named, 'Complete job'];
    return { id, definition, job: newJob(world, definition.name ?? id, [definition['runs-on']].flat(), steps) };
  });
  run.jobs.push(...jobs.map(({ job }) => job));
  for (const { job, definition } of jobs) {
    const needed = [definition.needs].flat().map((id) => jobs.find((each) => each.id === id)?.job.conclusion);
    const status = run.cancel.signal.aborted
      ? 'cancelled'
      : needed.every((end) => end === 'success')
        ? 'success'
        : 'failure';
    const contexts = runContexts(world, repository, { ...run, sha: run.commit.sha });
    if (holds(definition.if, { contexts, status })) {
      await runJob(world, repository, run, job, workflow, definition);
    } else {
      job.status = 'completed';
      job.conclusion = status === 'cancelled' ? 'cancelled' : 'skipped';
      job.completedAt = timestamp();
    }
  }
}

function newJob(world: World, name: string, labels: readonly string[], steps: readonly string[]): Job {
  const now = timestamp();
  return {
    id: world.nextId(),
    name,
    labels,
    steps: steps.map((step, index) => ({
      number: index + 1,
      name: step,
      status: 'queued',
      conclusion: null,
      startedAt: null,
      completedAt: null,
      log: Buffer.alloc(0),
    })),
    createdAt: now,
    startedAt: now,
    completedAt: null,
    status: 'queued',
    conclusion: null,
  };
}

/** A workflow that cannot be run ends as a failed job whose log says why. */
function failLoudly(world: World, run: Run, error: unknown): void {
  const job = newJob(world, 'workflow', ['ubuntu-latest'], ['Set up job']);
  run.jobs.push(job);
  for (const each of run.jobs.filter(({ status }) => status !== 'completed')) {
    each.status = 'completed';
    each.conclusion = each === job ? 'failure' : 'skipped';
    each.completedAt = timestamp();
  }
  for (const step of job.steps) {
    const log = createLog(step);
    const message = error instanceof Error ? error.message : String(error);
    for (const line of message.split('\n')) log.line(`##[error]${line}`);
    log.end();
    step.status = 'completed';
    step.conclusion = 'failure';
  }
}

function worst(ends: readonly (Conclusion | null)[]): Conclusion {
  if (ends.includes('failure')) return 'failure';
  return ends.includes('cancelled') ? 'cancelled' : 'success';
}
