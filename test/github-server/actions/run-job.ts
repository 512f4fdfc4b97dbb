import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Repository } from '../state/repository.ts';
import type { Job, Run, StepRecord } from '../state/run.ts';
import { timestamp, type World } from '../state/world.ts';
import { interpolate, type Scope, type Value } from './expression.ts';
import { createLog } from './job-log.ts';
import { performStep } from './perform-step.ts';
import { runContexts } from './run-contexts.ts';
import type { JobSpace } from './run-step.ts';
import type { RunnableWorkflow, WorkflowJob } from './workflow-file.ts';

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
  const permissions = JSON.stringify(definition.permissions ?? run.permissions ?? {});
  recordRunnerStep(job.steps.at(0), `GITHUB_TOKEN permissions: ${permissions}`);
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
      if (timeout.aborted && record.conclusion === 'cancelled') {
        const minutes = definition['timeout-minutes'];
        addLine(record, `##[error]The job has exceeded the maximum execution time of ${minutes} minutes.`);
      }
      const outcome = record.conclusion;
      if (outcome === 'failure' && step['continue-on-error']) record.conclusion = 'success';
      else if (outcome === 'failure') failed = true;
      if (step.id !== undefined) steps[step.id] = { outputs, outcome, conclusion: record.conclusion };
    }
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  }
  recordRunnerStep(job.steps.at(-1), 'Cleaning up orphan processes');
  job.conclusion = stop.aborted ? 'cancelled' : failed ? 'failure' : 'success';
  job.status = 'completed';
  job.completedAt = timestamp();
}

/** What the runner itself does before and after the steps; GitHub lists it among them. */
function recordRunnerStep(record: StepRecord | undefined, line: string): void {
  if (record === undefined) throw new Error('A job has two steps of the runner itself.');
  addLine(record, line);
  const now = timestamp();
  Object.assign(record, { status: 'completed', conclusion: 'success', startedAt: now, completedAt: now });
}

function addLine(record: StepRecord, line: string): void {
  const log = createLog(record);
  log.line(line);
  log.end();
}

function addEnvironment(
  space: JobSpace,
  scope: Scope,
  given: Readonly<Record<string, string | number | boolean>>,
): void {
  for (const [name, value] of Object.entries(given)) space.environment[name] = interpolate(String(value), scope);
}
