import type { RepositoryConfig, RepositoryConfigReading } from '../../config/repository-config.ts';
import type { ChunkSearch } from '../../context/chunk-search.ts';
import type { ReviewPublisher } from '../../publish/review-publisher.ts';
import type { ReviewStore } from '../../review/review-store.ts';
import type { ModelChoice } from '../choose-models.ts';
import type { FixParts, MemoryParts } from '../fix/fix.ts';
import type { IndexParts } from '../index-repository.ts';
import type { Steps } from '../steps.ts';
import type { FixLimits, ReviewRequest } from '../task.ts';

/** What a review is given to work with. */
export interface ReviewParts extends IndexParts, Pick<FixParts, 'countTask' | 'tasksPerDay' | 'elapsed'> {
  readonly publisher: ReviewPublisher;
  readonly readConfiguration: () => Promise<RepositoryConfigReading>;
  readonly reviews: ReviewStore;
  readonly chunkSearch: ChunkSearch;
  /** Null where no model is configured: then only what needs none is said. */
  readonly modelsFor: ((wish: RepositoryConfig['models']) => ModelChoice) | null;
  /** The most that the server allows; the tokens are those of the request. */
  readonly limits: Omit<FixLimits, 'tokens'>;
  readonly memory: Pick<MemoryParts, 'store' | 'owner' | 'sharedBy'>;
}

/** A review under way. */
export interface Review extends ReviewParts {
  readonly taskId: string;
  readonly request: ReviewRequest;
  readonly steps: Steps;
}
