import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fullName, type Repository } from '../state/repository.ts';
import type { Conclusion, Job, Run, StepRecord } from '../state/run.ts';
import { timestamp, type World } from '../state/world.ts';
import { holds, interpolate, type Scope, type Value } from './expression.ts';
import { createLog } from './job-log.ts';
import { type JobSpace, runStep } from './run-step.ts';
import type { RunnableWorkflow, WorkflowJob, WorkflowStep } from './workflow-file.ts';

/** The contexts that a whole run has. */
export function runContexts(
  world: World,
  repository: Repository,
  run: Pick<Run, 'inputs' | 'branch' | 'event' | 'id' | 'number' | 'actor'> & { readonly sha: string },
): Record<string, Value> {
  return {
    inputs: run.inputs,
    github: {
      actor: run.actor.login,
      api_url: world.url,
      event_name: run.event,
      event: { inputs: run.inputs },
      ref: `refs/heads/${run.branch}`,
      ref_name: run.branch,
      repository: fullName(repository),
      repository_owner: repository.owner.login,
      run_attempt: 1,
      run_id: run.id,
      run_number: run.number,
      server_url: world.url,
      sha: run.sha,
    },
    runner: { os: 'Linux', arch: 'X64' },
  };
}

/** Runs the steps of a job one after the other and sets its conclusion. */
export async function runJob(
  world: World,
  repository: Repository,
  run: Run,
  job: Job,
  workflow: RunnableWorkflow,
  definition: WorkflowJob,
): Promise<void> {
  const directory = await mkdtemp(join(world.directory, 'job-'));
  const contexts = runContexts(world, repository, { ...run, sha: run.commit.sha });
  const space: JobSpace = {
    world,
    repository,
    run,
    workspace: join(directory, 'work', repository.name, repository.name),
    temporary: join(directory, 'temp'),
    home: join(directory, 'home'),
    environment: {},
    path: [],
    defaults: {
      shell: definition.defaults?.run.shell ?? workflow.defaults?.run.shell,
      workingDirectory: definition.defaults?.run['working-directory'] ?? workflow.defaults?.run['working-directory'],
    },
  };
  job.status = 'in_progress';
  job.startedAt = timestamp();
  runnerStep(
    job,
    'Set up job',
    `Runner image: this machine\nPermissions: ${JSON.stringify(definition.permissions ?? run.permissions ?? {})}`,
  );
  const timeout = AbortSignal.timeout(definition['timeout-minutes'] * 60_000);
  const stop = AbortSignal.any([run.cancel.signal, timeout]);
  const steps: Record<string, Value> = {};
  let failed = false;
  try {
    for (const folder of [space.workspace, space.temporary, space.home]) await mkdir(folder, { recursive: true });
    for (const [index, step] of definition.steps.entries()) {
      // The first record is that of the runner's own preparation.
      const record = job.steps[index + 1];
      if (record === undefined) throw new Error(`The job ${job.name} has no record of its step ${index + 1}.`);
      const status = stop.aborted ? 'cancelled' : failed ? 'failure' : 'success';
      Object.assign(contexts, { steps, env: space.environment, job: { status } });
      const scope: Scope = { contexts, status };
      if (index === 0) addEnvironment(space, scope, { ...workflow.env, ...definition.env });
      // What still runs after a stop (`always()`) is not stopped again, except by the end of the server.
      const signal = stop.aborted ? world.closing.signal : AbortSignal.any([stop, world.closing.signal]);
      const outputs = await performStep(space, step, record, scope, signal);
      if (timeout.aborted && record.conclusion === 'cancelled') record.log = withTimeout(record.log, definition);
      const outcome = record.conclusion;
      if (outcome === 'failure' && step['continue-on-error']) record.conclusion = 'success';
      else if (outcome === 'failure') failed = true;
      if (step.id !== undefined) steps[step.id] = { outputs, outcome, conclusion: record.conclusion };
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  runnerStep(job, 'Complete job', 'Cleaning up orphan processes');
  job.conclusion = stop.aborted ? 'cancelled' : failed ? 'failure' : 'success';
  job.status = 'completed';
  job.completedAt = timestamp();
}

/** What the runner itself does before and after the steps; GitHub lists it among them. */
function runnerStep(job: Job, name: string, text: string): void {
  const record = job.steps.find((step) => step.name === name);
  if (record === undefined) throw new Error(`The job ${job.name} has no step ${name}.`);
  const log = createLog(record);
  for (const line of text.split('\n')) log.line(line);
  log.end();
  const now = timestamp();
  Object.assign(record, { status: 'completed', conclusion: 'success', startedAt: now, completedAt: now });
}

function addEnvironment(
  space: JobSpace,
  scope: Scope,
  given: Readonly<Record<string, string | number | boolean>>,
): void {
  for (const [name, value] of Object.entries(given)) space.environment[name] = interpolate(String(value), scope);
}

async function performStep(
  space: JobSpace,
  step: WorkflowStep,
  record: StepRecord,
  scope: Scope,
  stop: AbortSignal,
): Promise<Record<string, string>> {
  const end = (conclusion: Conclusion) => {
    record.conclusion = conclusion;
    record.status = 'completed';
    record.completedAt = timestamp();
  };
  const log = createLog(record);
  record.status = 'in_progress';
  record.startedAt = timestamp();
  try {
    if (!holds(step.if, scope)) {
      end('skipped');
      return {};
    }
    const minutes = step['timeout-minutes'];
    const limit = minutes === undefined ? undefined : AbortSignal.timeout(minutes * 60_000);
    const signal = limit === undefined ? stop : AbortSignal.any([stop, limit]);
    const outputs = await runStep(space, step, record, scope, log, signal).catch((error: unknown) => {
      if (limit?.aborted) throw new Error(`The action '${record.name}' has timed out after ${minutes} minutes.`);
      throw error;
    });
    end('success');
    return outputs;
  } catch (error) {
    log.end();
    log.line(`##[error]${error instanceof Error ? error.message : String(error)}`);
    end(stop.aborted ? 'cancelled' : 'failure');
    return {};
  } finally {
    log.end();
  }
}

function withTimeout(log: Buffer, definition: WorkflowJob): Buffer {
  const minutes = definition['timeout-minutes'];
  return Buffer.concat([
    log,
    Buffer.from(
      `${new Date().toISOString()} ##[error]The job has exceeded the maximum execution time of ${minutes} minutes.\n`,
    ),
  ]);
}
