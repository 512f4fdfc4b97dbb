import type { CountedRequest } from '../../agent/token-ratio.ts';
import type { BaselineStore } from '../../ci/baseline-store.ts';
import type { TestRunner } from '../../ci/test-runner.ts';
import type { RepositoryConfig, RepositoryConfigReading } from '../../config/repository-config.ts';
import type { ChunkSearch } from '../../context/chunk-search.ts';
import type { MemoryOwner, PatternStore } from '../../memory/pattern-store.ts';
import type { RecallParts } from '../../memory/recall-patterns.ts';
import type { Publisher } from '../../publish/publisher.ts';
import type { CodeCheck } from '../../validation/code-check.ts';
import type { ChosenModels, ModelChoice } from '../choose-models.ts';
import type { Control } from '../control.ts';
import type { DailyLimits, DailyRoom } from '../daily-tasks.ts';
import type { IndexParts } from '../index-repository.ts';
import type { Steps } from '../steps.ts';
import type { FixRequest } from '../task.ts';
import type { Answer, Approval, EarlierPlan } from '../task-store.ts';
import type { FixRecord } from './fix-record.ts';

/** The memory of a repository. */
export interface MemoryParts extends Pick<RecallParts, 'sharedBy'> {
  readonly store: PatternStore;
  readonly owner: MemoryOwner;
  /** Learns what became of earlier fixes where nobody tells; `commit` is where this one starts from. */
  readonly catchUp: (commit: string) => Promise<void>;
}

/** What a fix is given to work with. The composition root chooses the implementations. */
export interface FixParts extends IndexParts {
  readonly publisher: Publisher;
  /** What the repository asks for, read now from its default branch. */
  readonly readConfiguration: () => Promise<RepositoryConfigReading>;
  readonly testRunnerFor: (config: RepositoryConfig) => TestRunner;
  /** The repository's own check of its code; null where it names none, or where it runs with the tests. */
  readonly codeCheckFor: (config: RepositoryConfig) => CodeCheck | null;
  readonly baselines: BaselineStore;
  readonly memory: MemoryParts;
  /** The models that the repository asks for, where the server allows them. */
  readonly modelsFor: (wish: RepositoryConfig['models']) => ModelChoice;
  readonly chunkSearch: ChunkSearch;
  /** Starts what may go on behind the fix: vectors that take their time. */
  readonly indexBehind: (commit: string) => Promise<void>;
  /** As in `TaskStore`: the fix that made this one needless while it waited for its turn. */
  readonly fixedMeanwhile: () => Promise<string | null>;
  /** As in `TaskStore`, for this fix. */
  readonly approvedBy: (approval: Approval) => Promise<string | null>;
  /** As in `TaskStore`, for this fix. */
  readonly takeOverPlan: (base: string) => Promise<EarlierPlan | null>;
  readonly answerTo: (questionHash: string) => Promise<Answer | null>;
  /** As in `TaskStore`. */
  readonly countedRequests: (model: string) => Promise<readonly CountedRequest[]>;
  /** As in `TaskStore`, for this fix. */
  readonly elapsed: () => Promise<number>;
  readonly countTask: (limits: DailyLimits) => Promise<DailyRoom>;
  /** The most that the server allows. */
  readonly tasksPerDay: DailyLimits;
  /** Keeps the record for whoever asks for the task's status. */
  readonly saveRecord: (record: FixRecord) => Promise<void>;
}

/** A fix that does not know yet what the repository asks for. */
export interface FixStart extends FixParts {
  readonly taskId: string;
  readonly request: FixRequest;
  readonly record: FixRecord;
  readonly steps: Steps;
  readonly control: Control;
}

/** A fix under way. */
export interface Fix extends FixStart, ChosenModels {
  readonly config: RepositoryConfig;
  readonly testRunner: TestRunner;
  readonly dailyLimits: DailyLimits;
}
