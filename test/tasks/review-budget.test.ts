import { expect, test } from 'vitest';
import { defaultRepositoryConfig } from '../../src/config/repository-config.ts';
import type { Check } from '../../src/publish/publisher.ts';
import type { ReviewPublisher } from '../../src/publish/review-publisher.ts';
import type { ReviewedFile } from '../../src/review/reviewed-file.ts';
import type { DailyLimits } from '../../src/tasks/daily-tasks.ts';
import type { Outcome } from '../../src/tasks/outcome.ts';
import { offline } from '../../src/tasks/replay/offline.ts';
import type { ReviewParts } from '../../src/tasks/review/review-parts.ts';
import { reviewWithModel } from '../../src/tasks/review/review-with-model.ts';
import { reviewPullRequest } from '../../src/tasks/review-pull-request.ts';
import type { ReviewRequest } from '../../src/tasks/task.ts';
import { modelOf } from '../agent/replies.ts';
import { inMemoryControl, inMemorySteps } from '../fakes/in-memory-steps.ts';
import { commitFiles, temporaryRepository } from '../workspace/temporary-repository.ts';

const request: ReviewRequest = {
  kind: 'review',
  repository: { host: 'github', id: 1, owner: 'o', name: 'r', defaultBranch: 'main', installationId: 1 },
  issueNumber: 7,
  trigger: 'push',
  sender: 'alice',
  commentId: null,
  paths: [],
  tokens: 100_000,
};

test('FAULT 47: a review of a repository that has used its tasks of the day asks no model, and says when the next may', async () => {
  const { gitDir, commit: mergeBase } = await temporaryRepository({ 'sum.js': 'let sum = a - b;\n' });
  const head = await commitFiles(gitDir, { 'sum.js': 'let sum = a + b;\n' });
  const model = modelOf();
  const checks: Check[] = [];
  const asked: DailyLimits[] = [];
  const pull = { title: '', body: '', author: 'bob', authorIsBot: false, isOpen: true, isDraft: false };
  const task = reviewPullRequest(
    '01TASK',
    request,
    offline<ReviewParts>('the world', {
      publisher: offline<ReviewPublisher>('GitHub', {
        readPullRequest: async () => ({ ...pull, closes: null, head, mergeBase, isFromFork: false }),
        writeCheck: async (check) => void checks.push(check),
      }),
      readConfiguration: async () => ({
        config: { ...defaultRepositoryConfig, limits: { ...defaultRepositoryConfig.limits, tasksPerDay: 2 } },
      }),
      reviews: offline<ReviewParts['reviews']>('the database', { lastReviewed: async () => null }),
      modelsFor: () => ({ model, smallModel: null }),
      fetchCommit: async () => gitDir,
      limits: { iterations: 1 },
      tasksPerDay: { repository: 100, installation: 500 },
      countTask: async (limits) => {
        asked.push(limits);
        return { kind: 'full', scope: 'repository', limit: limits.repository, freeAt: Date.UTC(2026, 10, 28, 9, 30) };
      },
    }),
  );

  const steps = inMemorySteps();
  const ended = await task.run(steps, inMemoryControl()).catch((error: { outcome: Outcome }) => error.outcome);
  expect(ended).toMatchObject({ kind: 'declined', reason: expect.stringContaining('used its 2 tasks of 24 hours') });
  expect(ended.next).toBe('Ask again after 2026-11-28 09:31 UTC, or let the operator raise the limit.');
  expect(asked).toEqual([{ repository: 2, installation: 500 }]);
  expect(model.requests).toEqual([]);
  await task.conclude(ended, steps);
  expect(checks).toMatchObject([{ sha: head, conclusion: 'neutral', title: 'Not reviewed' }]);
});

const file: ReviewedFile = {
  path: 'sum.js',
  previousPath: 'sum.js',
  language: 'javascript',
  before: 'let sum = a - b;\n',
  after: 'let sum = a + b;\n',
  hunks: [],
  isTest: false,
};

test.each([
  ['dollars', { limitDollars: 0.01, spentDollars: 0.01 }, 'The budget of $0.0100 is spent'],
  ['time', { limitMinutes: 1, elapsed: async () => 60_000 }, 'The budget of 1 minute is spent.'],
])('FAULT 47: a review without %s left is not complete, and asks no model', async (_, limits, reason) => {
  const model = { ...modelOf(), name: 'claude-sonnet-5-5' };
  const ranked = { file, score: 0, reasons: [], changed: 1, tests: [] };
  const review = await reviewWithModel(
    { findings: [], files: [ranked] },
    {
      taskId: '01TASK',
      model,
      steps: inMemorySteps(),
      tools: [],
      budget: { limitTokens: 100_000, spentTokens: 0, ...limits },
      title: 'Sum',
      body: '',
      conventions: '',
      memory: '',
      known: new Set(),
    },
  );
  expect(review.incomplete).toContain(reason);
  expect(model.requests).toEqual([]);
});
