import { ulid } from 'ulid';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../src/adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../../src/adapters/postgres/chunk-store.ts';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import { createPatternStore } from '../../src/adapters/postgres/pattern-store.ts';
import { createReviewStore } from '../../src/adapters/postgres/review-store.ts';
import { createTaskStore } from '../../src/adapters/postgres/task-store.ts';
import type { Model } from '../../src/agent/model.ts';
import { defaultRepositoryConfig, type RepositoryConfig } from '../../src/config/repository-config.ts';
import type { Check } from '../../src/publish/publisher.ts';
import type { PullRequestState, ReviewToSubmit } from '../../src/publish/review-publisher.ts';
import { fingerprintsIn } from '../../src/review/fingerprint.ts';
import type { Refusal } from '../../src/review/review-store.ts';
import type { Outcome } from '../../src/tasks/outcome.ts';
import { reviewPullRequest } from '../../src/tasks/review-pull-request.ts';
import { runTask } from '../../src/tasks/run-task.ts';
import { type GitHubRepository, type ReviewRequest, repositoryKey } from '../../src/tasks/task.ts';
import { inMemoryControl, inMemorySteps } from './in-memory-steps.ts';

/** A pull request of a repository on this machine, and how it is reviewed. */
export type PullToReview = Pick<PullRequestState, 'head' | 'mergeBase'> &
  Partial<PullRequestState> & {
    readonly gitDir: string;
    readonly request?: Partial<ReviewRequest>;
    readonly review?: Partial<RepositoryConfig['review']>;
    readonly memory?: Partial<RepositoryConfig['memory']>;
    readonly model?: Model;
  };

/** The product's own review over a real database, with the part of GitHub played in memory. */
export interface Reviewer {
  readonly repository: string;
  /** What was posted, oldest first. */
  readonly reviews: readonly ReviewToSubmit[];
  readonly checks: readonly Check[];
  /** What people declined; tests add to it. */
  readonly refusals: Refusal[];
  review(pull: PullToReview): Promise<Outcome>;
}

let ids = 0;

export function createReviewer(database: OpenDatabase): Reviewer {
  ids += 1;
  const repository: GitHubRepository = {
    ...{ host: 'github', id: ids, owner: 'corner', name: `shop-${ids}` },
    ...{ defaultBranch: 'main', installationId: 1 },
  };
  const key = repositoryKey(repository);
  const store = createTaskStore(database);
  const reviews: ReviewToSubmit[] = [];
  const checks: Check[] = [];
  const refusals: Refusal[] = [];
  const review = async ({ gitDir, request: more, review: wishes, memory, model, ...state }: PullToReview) => {
    const request: ReviewRequest = {
      ...{ kind: 'review', repository, issueNumber: 1, trigger: 'opened', sender: 'alice', commentId: null },
      ...{ paths: [], tokens: 1_000_000 },
      ...more,
    };
    const pull: PullRequestState = { ...plainPull, ...state };
    const settings = { ...defaultRepositoryConfig.review, ...wishes };
    const config = { ...defaultRepositoryConfig, review: settings };
    const id = ulid();
    await store.add(id, request, id);
    const steps = inMemorySteps();
    return runTask(id, {
      store,
      open: () =>
        reviewPullRequest(id, request, {
          publisher: {
            mayWrite: async (login) => login === 'alice',
            acknowledge: async () => undefined,
            readPullRequest: async () => pull,
            readEarlierFindings: async () => ({
              raised: reviews.flatMap(({ body, comments }) =>
                [body, ...comments.map((comment) => comment.body)].flatMap(fingerprintsIn),
              ),
              refused: refusals,
            }),
            openFindings: async () =>
              reviews.flatMap(({ comments }) => comments.flatMap(({ body }) => fingerprintsIn(body))),
            submitReview: async (submitted) => {
              reviews.push(submitted);
              return `https://github.test/review/${reviews.length}`;
            },
            writeCheck: async (check) => void checks.push(check),
          },
          readConfiguration: async () => ({
            config: { ...config, memory: { ...defaultRepositoryConfig.memory, ...memory } },
          }),
          reviews: createReviewStore(database),
          chunkStore: createChunkStore(database),
          chunkSearch: createChunkSearch(database),
          embedders: { builtIn: builtInEmbedder, all: [builtInEmbedder] },
          fetchCommit: async () => gitDir,
          modelsFor: model === undefined ? null : () => ({ model, smallModel: null }),
          memory: {
            store: createPatternStore(database),
            owner: { repository: key, installation: 1, origin: null },
            sharedBy: async () => false,
          },
          limits: { iterations: 1 },
          elapsed: () => store.elapsed(id),
          tasksPerDay: { repository: 100, installation: 500 },
          countTask: (limits) => store.countTask(id, limits),
        }),
      steps,
      finalSteps: steps,
      control: inMemoryControl(),
      onError: (_, error) => {
        throw error;
      },
    });
  };
  return { repository: key, reviews, checks, refusals, review };
}

const plainPull: Omit<PullRequestState, 'head' | 'mergeBase'> = {
  ...{ title: 'A change', body: '', author: 'bob', authorIsBot: false },
  ...{ isOpen: true, isDraft: false, closes: null, isFromFork: false },
};
