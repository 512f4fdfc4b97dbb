import type { ChunkStore } from '../../indexing/chunk-store.ts';
import type { CodeCheck } from '../../validation/code-check.ts';
import type { Fix, FixParts } from '../fix/fix.ts';
import { fixIssue } from '../fix-issue.ts';
import type { Outcome } from '../outcome.ts';
import { runTask } from '../run-task.ts';
import type { FixRequest } from '../task.ts';
import type { TaskStore } from '../task-store.ts';
import { offline } from './offline.ts';
import type { RecordedStep, Recording } from './recording.ts';
import { type Difference, replaySteps } from './replay-steps.ts';

export interface ReplayParts {
  /** A repository that has the base commit. */
  readonly gitDir: string;
  readonly testRunnerFor: FixParts['testRunnerFor'];
  readonly embedders: Fix['embedders'];
}

export interface Replay {
  readonly outcome: Outcome | null;
  /** Of all commits of the task, in order. */
  readonly patch: string;
  /** Null where everything was as recorded. */
  readonly difference: Difference | null;
  /** As they were replayed. */
  readonly steps: readonly RecordedStep[];
}

/**
 * Runs a recorded fix again, on the recorded results of its steps: no model is asked, no test runs, nothing is written.
 * @param rewrite as of `replaySteps`.
 */
export async function replayFix(recording: Recording, parts: ReplayParts, rewrite = false): Promise<Replay> {
  const { steps, control, model, publisher, replayed, difference } = replaySteps(recording, { rewrite });
  const request: FixRequest = recording.request;
  const hasStep = (name: string) => recording.steps.some((step) => step.name === name);
  const task = { id: recording.taskId, request, state: 'running' } as const;
  const run = runTask(recording.taskId, {
    store: offline<TaskStore>('the table of tasks', { read: async () => task, setRunning: async () => undefined }),
    open: () =>
      fixIssue(
        task.id,
        request,
        {
          // All else is asked for inside steps only.
          ...offline<FixParts>('what is recorded'),
          publisher,
          // Whether the server had a small model shows in the steps alone.
          modelsFor: () => ({ model, smallModel: hasStep('settle the intent') ? model : null }),
          tasksPerDay: { repository: 0, installation: 0 },
          testRunnerFor: parts.testRunnerFor,
          codeCheckFor: ({ validate: { command } }) =>
            command === undefined || request.repository.host === 'github'
              ? null
              : offline<CodeCheck>('the check', { command }),
          embedders: parts.embedders,
          fetchCommit: async () => parts.gitDir,
          chunkStore: indexedStore,
          chunkSearch: offline('the index'),
          baselines: offline('the database'),
          memory: offline('the memory'),
          indexBehind: async () => undefined,
        },
        null,
      ),
    ...{ steps, finalSteps: steps, control },
    onError: () => undefined,
  });
  const outcome = await run.catch((error: unknown) => {
    if (difference() === null) throw error;
    return null;
  });
  const patch = replayed.map((step) => step.patch ?? '').join('');
  return { outcome: difference() === null ? outcome : null, patch, difference: difference(), steps: replayed };
}

/** What was searched for is recorded, so everything counts as indexed. */
const indexedStore = offline<ChunkStore>('the index', {
  findSnapshot: async () => ({ files: 0, chunks: 0, skipped: {}, languages: {}, unparsed: 0 }),
  hasVectors: async () => true,
});
