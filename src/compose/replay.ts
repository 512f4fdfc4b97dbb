import path from 'node:path';
import { readRecordedSteps } from '../adapters/durable/recorded-steps.ts';
import { createActionsTestRunner } from '../adapters/github/actions-test-runner.ts';
import { connect, type OpenDatabase } from '../adapters/postgres/connect.ts';
import { createTaskStore } from '../adapters/postgres/task-store.ts';
import { defaultLimits } from '../adapters/sandbox/default-limits.ts';
import { createLocalTestRunner } from '../adapters/sandbox/local-test-runner.ts';
import { noSandbox } from '../adapters/sandbox/no-sandbox.ts';
import { Refusal } from '../config/refusal.ts';
import type { RepositoryConfig } from '../config/repository-config.ts';
import { makeRecording } from '../tasks/replay/make-recording.ts';
import { type Recording, recordingSchema } from '../tasks/replay/recording.ts';
import { type Replay, type ReplayParts, replayFix } from '../tasks/replay/replay-fix.ts';
import type { Repository } from '../tasks/task.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { databaseLocation } from './database-location.ts';
import { builtInEmbedders } from './embedders.ts';
import { modelName } from './model.ts';

type ModelChoice = Parameters<typeof modelName>[0];

/** @throws Refusal with the first thing that is wrong with the file's text. */
export function readRecording(text: string): Recording {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Refusal(['The file is not JSON: make one by goat fix --record, or by goat export.']);
  }
  const read = recordingSchema.safeParse(content);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Refusal([`The file is no recording of this version: ${issue?.path.join('.')}: ${issue?.message}.`]);
}

/**
 * Runs a recording again, on the repository in a git directory.
 * @param rewrite as of `replaySteps`.
 */
export function replayRecording(recording: Recording, gitDir: string, rewrite = false): Promise<Replay> {
  return replayFix(recording, replayParts(recording.request.repository, gitDir), rewrite);
}

/**
 * The recording of a fix whose task is in this database.
 * @throws Refusal where there is no such fix, or it has not ended.
 */
export async function recordFix(
  { database, store, model }: { database: OpenDatabase; store: TaskStore; model: ModelChoice },
  taskId: string,
  gitDir?: string,
): Promise<Recording> {
  const task = await store.read(taskId);
  if (task?.request.kind !== 'fix') throw new Refusal([`There is no fix ${taskId} in this database.`]);
  const [outcome, record] = [await store.outcome(taskId), await store.record(taskId)];
  if (outcome === null) throw new Refusal([`The fix ${taskId} has not ended: export it once it has.`]);
  const { request } = task;
  const folder = gitDir ?? (request.repository.host === 'local' ? request.repository.gitDir : '');
  return makeRecording(
    {
      ...{ taskId, request, outcome },
      model: record?.opening?.model ?? modelName(model),
      base: record?.base?.sha ?? null,
      steps: await readRecordedSteps(database, taskId),
    },
    replayParts(request.repository, folder),
  );
}

/** The same for the server's database, which no server of the embedded kind may be using. */
export async function recordServerFix(
  config: ModelChoice & { readonly home: string; readonly secrets: { readonly databaseUrl: string | null } },
  taskId: string,
): Promise<Recording> {
  const home = path.join(config.home, 'server');
  const database = await connect(databaseLocation(config.secrets.databaseUrl, home));
  try {
    const store = createTaskStore(database);
    const repository = (await store.read(taskId))?.request.repository;
    const clone = repository?.host === 'github' ? path.join(home, 'repositories', `${repository.id}.git`) : undefined;
    return await recordFix({ database, store, model: config }, taskId, clone);
  } finally {
    await database.close();
  }
}

function replayParts(repository: Repository, gitDir: string): ReplayParts {
  return {
    gitDir,
    embedders: builtInEmbedders,
    testRunnerFor: (config) =>
      repository.host === 'local' ? localRunner(repository) : actionsRunner(repository, config),
  };
}

/** What runners do outside their steps, as when it was recorded; their steps are answered. */
function localRunner(repository: Extract<Repository, { host: 'local' }>) {
  return createLocalTestRunner({
    ...{ gitDir: repository.gitDir, directory: '', sourceDirectory: repository.directory },
    ...{ testCommand: repository.testCommand, setupCommand: repository.setupCommand },
    ...{ sandbox: noSandbox, limits: defaultLimits(), environment: {} },
  });
}

function actionsRunner(
  { owner, name, defaultBranch }: Extract<Repository, { host: 'github' }>,
  config: RepositoryConfig,
) {
  return createActionsTestRunner({
    octokit: () => Promise.reject(new Error('A replay reaches for GitHub, which is not there.')),
    ...{ owner, repo: name, defaultBranch, workflowFile: config.test.workflow },
  });
}
