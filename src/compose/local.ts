import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ulid } from 'ulid';
import { createLogger } from '../adapters/create-logger.ts';
import { detectSandbox } from '../adapters/sandbox/detect-sandbox.ts';
import type { Sandbox, SandboxName } from '../adapters/sandbox/sandbox.ts';
import type { CommandLineConfig } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import type { FixRecord } from '../tasks/fix/fix-record.ts';
import type { Outcome } from '../tasks/outcome.ts';
import type { Recording } from '../tasks/replay/recording.ts';
import { startTask } from '../tasks/start-task.ts';
import type { FixRequest, LocalRepository } from '../tasks/task.ts';
import { makeLocalHome, waitingForAnother } from './local-home.ts';
import { modelChooser } from './model.ts';
import { openLocally } from './open-locally.ts';
import { recordFix } from './replay.ts';
import { startRuntime } from './runtime.ts';

/** `goat fix` on a repository of this machine. */
export interface LocalGoat {
  /** Starts a fix; where the same one was cut off before, goes on with that. */
  startOrResume(request: FixRequest): Promise<string>;
  /** Waits for the task's end. */
  end(taskId: string): Promise<{ outcome: Outcome; record: FixRecord | null }>;
  stop(taskId: string): Promise<void>;
  /** All that a fix that ended has recorded, without secrets. */
  recording(taskId: string): Promise<Recording>;
  /** Where errors are kept in full. */
  readonly logFile: string;
  close(): Promise<void>;
}

export type { SandboxName };

/** What was asked for at the command line; null where nothing was. */
export interface SandboxChoice {
  readonly name: SandboxName | null;
  readonly image: string | null;
}

/** @throws Refusal where there is nothing that the tests may run in. */
export async function composeLocal(
  config: CommandLineConfig,
  repository: LocalRepository,
  onProgress: (line: string) => void,
  wish: SandboxChoice = { name: null, image: null },
): Promise<LocalGoat> {
  const { anthropicApiKey } = config.secrets;
  if (anthropicApiKey === null) throw new Refusal(['Set ANTHROPIC_API_KEY to a key for the model.']);
  const sandbox = await findSandbox(config, repository, wish);
  const { key, folder: home, location } = await makeLocalHome(config, repository.gitDir);
  onProgress(`The tests run ${sandbox.description}`);
  const logFile = path.join(home, 'goat.log');
  const modelsFor = modelChooser(config, anthropicApiKey);
  const world = { modelsFor, home, testEnvironment: config.testEnvironment, sandbox, onProgress };
  const runtime = await startRuntime({
    location,
    executorId: `local-${key}`,
    // In a file: what people need to know is told as progress and outcome.
    log: createLogger(config.logLevel, logFile),
    onWait: () => onProgress(waitingForAnother),
    open: (task, record, stores) => openLocally(task, record, stores, world),
  });
  const { store, engine } = runtime;
  return {
    async startOrResume(request) {
      const cutOff = (await store.unfinished()).filter((task) => task.request.repository.host === 'local');
      // Not by their text: the database keeps the keys of an object in an order of its own.
      const same = cutOff.find((task) => isDeepStrictEqual(task.request, request));
      for (const other of cutOff.filter((task) => task !== same)) {
        onProgress('An earlier fix was cut off, and this is another: the earlier one is stopped.');
        await store.requestStop(other.id, request.sender);
      }
      if (same) {
        onProgress('This fix was cut off before: it goes on where it was.');
        return same.id;
      }
      return (await startTask(runtime, request, ulid())).taskId;
    },
    async end(taskId) {
      await engine.wait(taskId);
      const outcome = await store.outcome(taskId);
      if (!outcome) throw new Error(`Task ${taskId} ended without an outcome; ${logFile} says why.`);
      return { outcome, record: await store.record(taskId) };
    },
    async stop(taskId) {
      await store.requestStop(taskId, 'you');
      await engine.send(taskId, { type: 'stop', by: 'you' }, `stop:${taskId}`);
    },
    recording: (taskId) => recordFix({ database: runtime.database, store, model: config }, taskId),
    logFile,
    close: runtime.close,
  };
}

async function findSandbox(
  config: CommandLineConfig,
  { allowLocalTests }: LocalRepository,
  { name, image }: SandboxChoice,
): Promise<Sandbox> {
  const found = await detectSandbox({
    name,
    image: image ?? config.sandboxImage,
    environment: config.testEnvironment,
    engineEnvironment: config.engineEnvironment,
    allowNone: allowLocalTests,
  });
  if ('refused' in found) throw new Refusal([found.refused]);
  return found.sandbox;
}
