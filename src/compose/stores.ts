import { createBaselineStore } from '../adapters/postgres/baseline-store.ts';
import { createChunkSearch } from '../adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../adapters/postgres/chunk-store.ts';
import type { OpenDatabase } from '../adapters/postgres/connect.ts';
import { createFeedbackStore } from '../adapters/postgres/feedback-store.ts';
import { createPatternStore } from '../adapters/postgres/pattern-store.ts';
import { createReviewStore } from '../adapters/postgres/review-store.ts';
import { createTaskStore } from '../adapters/postgres/task-store.ts';
import type { PatternStore } from '../memory/pattern-store.ts';
import type { ReviewStore } from '../review/review-store.ts';
import type { FixParts } from '../tasks/fix/fix.ts';
import type { FeedbackStore } from '../tasks/respond/feedback-store.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** What lies in the database. */
export interface Stores extends Pick<FixParts, 'chunkStore' | 'chunkSearch' | 'baselines'> {
  readonly tasks: TaskStore;
  readonly patterns: PatternStore;
  readonly reviews: ReviewStore;
  readonly feedback: FeedbackStore;
}

/** @param database brought up to date before. */
export function openStores(database: OpenDatabase): Stores {
  return {
    tasks: createTaskStore(database),
    reviews: createReviewStore(database),
    feedback: createFeedbackStore(database),
    baselines: createBaselineStore(database),
    patterns: createPatternStore(database),
    chunkStore: createChunkStore(database),
    chunkSearch: createChunkSearch(database),
  };
}
