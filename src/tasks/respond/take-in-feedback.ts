import { startTask } from '../start-task.ts';
import {
  type FixLimits,
  type GitHubRepository,
  type RespondRequest,
  repositoryKey,
  type TaskRequest,
} from '../task.ts';
import type { TaskEngine } from '../task-engine.ts';
import type { TaskStore } from '../task-store.ts';
import type { Feedback } from './feedback.ts';
import type { FeedbackStore, PullLocator } from './feedback-store.ts';

export interface DeliveredFeedback {
  readonly repository: GitHubRepository;
  /** The pull request that it is about. */
  readonly on: PullLocator;
  readonly feedback: Feedback;
  /** What to do where no pull request of ours is meant. */
  readonly otherwise?: TaskRequest;
}

export interface TakeInParts {
  readonly store: TaskStore;
  readonly engine: TaskEngine;
  readonly feedback: FeedbackStore;
  readonly gatherSeconds: number;
  readonly limits: FixLimits;
}

/**
 * Keeps feedback on a pull request of ours, and sees to it that a task will take it: one that is still gathering, or a new
 * one. The same delivery may come again, also after half of this was done.
 */
export async function takeInFeedback(
  parts: TakeInParts,
  delivered: DeliveredFeedback,
  deliveryId: string,
): Promise<void> {
  const { store, engine, feedback: kept, gatherSeconds, limits } = parts;
  const { repository, on, feedback, otherwise } = delivered;
  const key = repositoryKey(repository);
  const pulls = await kept.ownPulls(key, on);
  if (pulls.length === 0 && otherwise) await startTask(parts, otherwise, deliveryId);
  for (const pullNumber of pulls) {
    const { taken } = await kept.add(key, pullNumber, feedback);
    if (taken) continue;
    const request: RespondRequest = { kind: 'respond', repository, pullNumber, gatherSeconds, limits };
    // Looked for after the feedback was kept: a task that has taken nothing yet will take this, too.
    const gathering = await kept.gatheringTask(key, pullNumber);
    if (gathering === null) await startTask({ store, engine }, request, `${deliveryId}:${pullNumber}`);
    else await engine.enqueue(gathering, request);
  }
}
