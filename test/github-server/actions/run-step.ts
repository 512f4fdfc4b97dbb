import { join } from 'node:path';
import { runGit, toolPath } from '../git/run-git.ts';
import { fullName, type Repository } from '../state/repository.ts';
import type { Run, StepRecord } from '../state/run.ts';
import { timestamp, type World } from '../state/world.ts';
import { interpolate, type Scope } from './expression.ts';
import { createFileCommands } from './file-commands.ts';
import type { JobLog } from './job-log.ts';
import { runShell } from './run-shell.ts';
import { packArtifact } from './upload-artifact.ts';
import type { WorkflowStep } from './workflow-file.ts';

/** What the steps of one job share. */
export interface JobSpace {
  readonly world: World;
  readonly repository: Repository;
  readonly run: Run;
  /** Empty until a step checks the repository out. */
  readonly workspace: string;
  readonly temporary: string;
  readonly home: string;
  /** From the workflow, the job, and what steps wrote to GITHUB_ENV. */
  readonly environment: Record<string, string>;
  readonly path: string[];
  readonly defaults: { readonly shell: string | undefined; readonly workingDirectory: string | undefined };
}

const checkoutInputs = new Set(['persist-credentials', 'fetch-depth', 'ref']);

/** Runs one step and returns its outputs. @throws when it fails, with what the log should say. */
export async function runStep(
  space: JobSpace,
  step: WorkflowStep,
  record: StepRecord,
  scope: Scope,
  log: JobLog,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const values = Object.fromEntries(
    Object.entries(step.with).map(([name, value]) => [name, interpolate(String(value), scope)]),
  );
  if (step.run !== undefined) return runScript(space, step, record, scope, log, signal);
  log.line(`##[group]Run ${step.uses}`);
  for (const [name, value] of Object.entries(values)) log.line(`  ${name}: ${value}`);
  log.line('##[endgroup]');
  const action = (step.uses ?? '').split('@')[0] ?? '';
  if (action === 'actions/checkout') await checkOut(space, values, log);
  else if (action === 'actions/upload-artifact') await upload(space, values, log);
  else if (/^actions\/(?:setup-[a-z]+|cache)$/.test(action))
    log.line('Nothing to do: the tools of this machine are used.');
  else throw new Error(`The local GitHub does not run the action ${step.uses}.`);
  return {};
}

async function runScript(
  space: JobSpace,
  step: WorkflowStep,
  record: StepRecord,
  scope: Scope,
  log: JobLog,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const script = interpolate(step.run ?? '', scope);
  const commands = await createFileCommands(space.temporary, record.number);
  const environment = Object.entries(step.env).map(([name, value]) => [name, interpolate(String(value), scope)]);
  log.line(`##[group]Run ${script.split('\n')[0]}`);
  for (const line of script.trimEnd().split('\n')) log.line(`\u001b[36;1m${line}\u001b[0m`);
  log.line('##[endgroup]');
  const code = await runShell(
    {
      script,
      shell: step.shell ?? space.defaults.shell,
      workingDirectory: join(space.workspace, step['working-directory'] ?? space.defaults.workingDirectory ?? '.'),
      environment: {
        ...runnerEnvironment(space),
        ...space.environment,
        ...Object.fromEntries(environment),
        ...commands.variables,
      },
      temporaryDirectory: space.temporary,
      signal,
    },
    log,
  );
  const { outputs, environment: added, path } = await commands.read();
  Object.assign(space.environment, added);
  space.path.unshift(...path);
  if (signal.aborted) throw new Error('The operation was canceled.');
  if (code !== 0) throw new Error(`Process completed with exit code ${code ?? 137}.`);
  return outputs;
}

/** The whole environment of a step before its own `env`: nothing of this process goes in. */
function runnerEnvironment(space: JobSpace): Record<string, string> {
  const { world, repository, run } = space;
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: run.actor.login,
    GITHUB_API_URL: world.url,
    GITHUB_EVENT_NAME: run.event,
    GITHUB_REF: `refs/heads/${run.branch}`,
    GITHUB_REF_NAME: run.branch,
    GITHUB_REPOSITORY: fullName(repository),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.number),
    GITHUB_SERVER_URL: world.url,
    GITHUB_SHA: run.commit.sha,
    GITHUB_WORKFLOW: run.workflow.name,
    GITHUB_WORKSPACE: space.workspace,
    HOME: space.home,
    LANG: 'C.UTF-8',
    PATH: [...space.path, toolPath].join(':'),
    RUNNER_ARCH: 'X64',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: space.temporary,
  };
}

async function checkOut(space: JobSpace, inputs: Readonly<Record<string, string>>, log: JobLog): Promise<void> {
  const unknown = Object.keys(inputs).find((name) => !checkoutInputs.has(name));
  if (unknown !== undefined) throw new Error(`The local GitHub does not support checkout's ${unknown}.`);
  const { repository, run, workspace } = space;
  const git = (args: string[]) => runGit(join(workspace, '.git'), args, { cwd: workspace });
  await git(['init', '--quiet']);
  await git(['fetch', '--quiet', '--depth=1', '--', `file://${repository.gitDir}`, inputs.ref || run.commit.sha]);
  await git(['checkout', '--quiet', '--detach', 'FETCH_HEAD']);
  log.line(`HEAD is now at ${run.commit.sha.slice(0, 7)}`);
}

async function upload(space: JobSpace, inputs: Readonly<Record<string, string>>, log: JobLog): Promise<void> {
  const { name, zip, ifNoFilesFound } = await packArtifact(space.workspace, inputs);
  const nothing = `No files were found with the provided path: ${inputs.path}. No artifacts will be uploaded.`;
  if (zip === null) {
    if (ifNoFilesFound === 'error') throw new Error(nothing);
    log.line(ifNoFilesFound === 'warn' ? `##[warning]${nothing}` : nothing);
    return;
  }
  if (space.run.artifacts.some((artifact) => artifact.name === name)) {
    throw new Error(`Failed to CreateArtifact: an artifact with the name ${name} already exists.`);
  }
  space.run.artifacts.push({ id: space.world.nextId(), name, zip, createdAt: timestamp(), expired: false });
  log.line(`Artifact ${name} has been successfully uploaded! Final size is ${zip.length} bytes.`);
}
