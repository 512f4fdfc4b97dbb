import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import { createPatternStore } from '../../src/adapters/postgres/pattern-store.ts';
import { createReviewStore } from '../../src/adapters/postgres/review-store.ts';
import { createTaskStore } from '../../src/adapters/postgres/task-store.ts';
import { defaultRepositoryConfig, type RepositoryConfig } from '../../src/config/repository-config.ts';
import type { PatternStore } from '../../src/memory/pattern-store.ts';
import { type LearnParts, learnFromPullRequest } from '../../src/tasks/learn-from-pull-request.ts';
import type { LearnRequest } from '../../src/tasks/task.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { inMemoryControl, inMemorySteps } from '../fakes/in-memory-steps.ts';
import { newPattern, ownerOf } from '../memory/patterns.ts';
import { commitFiles, temporaryRepository } from '../workspace/temporary-repository.ts';

let database: OpenDatabase;
let store: PatternStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = createPatternStore(database);
});
afterAll(() => database.close());

let repository: { gitDir: string; base: string; head: string };
beforeEach(async () => {
  await database.query('delete from patterns');
  const { gitDir, commit: base } = await temporaryRepository({ 'a.js': 'export function a() {\n  return 1;\n}\n' });
  const head = await commitFiles(gitDir, { 'a.js': 'export function a() {\n  return 2;\n}\n' });
  repository = { gitDir, base, head };
  await store.save(ownerOf(1), newPattern({ kind: 'candidate', confidence: 0 }));
});

const merged = () => ({ kind: 'merged', pullNumber: 8, head: repository.head, mergeCommit: 'd'.repeat(40) }) as const;

interface Case {
  readonly lesson?: LearnRequest['lesson'];
  readonly sender?: string;
  readonly isBot?: boolean;
  readonly memory?: Partial<RepositoryConfig['memory']>;
  readonly parts?: Partial<LearnParts>;
}

async function learn({ lesson = merged(), sender = 'alice', isBot = false, memory = {}, parts = {} }: Case = {}) {
  const request: LearnRequest = {
    kind: 'learn',
    repository: { host: 'github', id: 1, owner: 'o', name: 'r', defaultBranch: 'main', installationId: 1 },
    lesson,
    sender,
    isBot,
  };
  const config = { ...defaultRepositoryConfig, memory: { ...defaultRepositoryConfig.memory, ...memory } };
  const work = learnFromPullRequest(request, {
    store,
    owner: ownerOf(1),
    readConfiguration: async () => ({ config }),
    mayWrite: async (login) => login === 'alice',
    fetchCommit: async () => repository.gitDir,
    mergeBase: async () => repository.base,
    lastComment: async () => null,
    reviews: createReviewStore(database),
    refusals: async () => [],
    ...parts,
  });
  const steps = inMemorySteps();
  const { kind } = await work.run(steps, inMemoryControl());
  const kinds = (await store.list('github:1', 10)).map((pattern) => [pattern.kind, pattern.confidence]);
  return { outcome: kind, kinds, steps: steps.names() };
}

test('what a person merged is kept as it was merged', async () => {
  expect(await learn()).toMatchObject({ outcome: 'learned', kinds: [['fix', 0.5]] });
  expect(await store.list('github:1', 1)).toMatchObject([
    { content: { files: ['a.js'], symbols: [{ path: 'a.js', name: 'a' }], commit: repository.head } },
  ]);
});

test('a bot teaches nothing, unless the repository trusts it with merges; then the fix is less sure', async () => {
  const bot = { sender: 'mergify[bot]', isBot: true };
  expect(await learn(bot)).toMatchObject({ outcome: 'ignored', kinds: [] });
  const trusted = { ...bot, memory: { botsThatMerge: ['Mergify[bot]'] } };
  expect(await learn({ ...trusted, lesson: { kind: 'closed', pullNumber: 8 } })).toMatchObject({ kinds: [] });
  expect(await learn(trusted)).toMatchObject({ outcome: 'learned', kinds: [['fix', 0.4]] });
});

test.each<[string, Case]>([
  ['whoever may not write', { sender: 'mallory' }],
  ['whoever may not write, by closing', { sender: 'mallory', lesson: { kind: 'closed', pullNumber: 8 } }],
  [
    'whoever may not write, by a rule',
    { sender: 'mallory', lesson: { kind: 'said', text: 'We never test.', url: '' } },
  ],
  ['a repository that keeps no memory', { memory: { enabled: false } }],
  ['a pull request that left no candidate', { lesson: { kind: 'closed', pullNumber: 9 } }],
  ['a review without a rule', { lesson: { kind: 'said', text: 'Please rename this.', url: '' } }],
  ['a revert of what is no fix yet', { lesson: { kind: 'reverted', commits: ['c'.repeat(40)], pulls: [8] } }],
  ['a configuration with a mistake', { parts: { readConfiguration: async () => ({ problems: ['It is wrong.'] }) } }],
])('nothing is learnt from %s', async (_, asked) => {
  expect(await learn(asked)).toMatchObject({ outcome: 'ignored', kinds: [] });
});

test('a review that states no rule costs no call', async () => {
  expect((await learn({ lesson: { kind: 'said', text: 'Looks good to me.', url: '' } })).steps).toEqual([]);
});

test('a rule of a reviewer is kept with who said it, and where', async () => {
  const lesson = { kind: 'said', text: 'Nice.\n\nWe always return early.', url: 'https://x/1' } as const;
  expect(await learn({ lesson })).toMatchObject({ outcome: 'learned', kinds: [['convention', expect.closeTo(0.7)]] });
  expect(await store.ofKind('github:1', 'convention')).toMatchObject([
    { content: { text: 'We always return early.', saidBy: 'alice', url: 'https://x/1' } },
  ]);
});

test('a refusal is kept in the words of the person, cleaned and cut; a later merge corrects it', async () => {
  const said = `Not \u200bhere. ${'x'.repeat(1_000)}`;
  const closed = { lesson: { kind: 'closed', pullNumber: 8 }, parts: { lastComment: async () => said } } as const;
  expect(await learn(closed)).toMatchObject({ kinds: [['wrong way', expect.closeTo(0.6)]] });
  const [wrong] = await store.list('github:1', 1);
  const refusal = wrong?.content.kind === 'fix' ? wrong.content.refusal : null;
  expect(refusal).toMatch(/^Not here\. x+$/);
  expect(refusal).toHaveLength(500);
  expect(await learn()).toMatchObject({ kinds: [['fix', 0.5]] });
});

test('a merge that is taken back by its pull request or its commit is a wrong way', async () => {
  await learn();
  const lesson = { kind: 'reverted', commits: ['d'.repeat(40)], pulls: [] } as const;
  expect(await learn({ lesson })).toMatchObject({ outcome: 'learned', kinds: [['wrong way', expect.closeTo(0.6)]] });
  expect(await learn({ lesson })).toMatchObject({ outcome: 'ignored' });
});

test('the end of a reviewed pull request teaches what people with write access declined, once, whoever ends it', async () => {
  const place = { repository: 'github:1', pullNumber: 21 };
  const reviews = createReviewStore(database);
  const refusals = vi.fn(async () => [
    { fingerprint: 'f'.repeat(16), title: 'The call is gone.', path: 'a.js', by: 'alice', said: 'on purpose', url: '' },
  ]);
  const ended = { lesson: { kind: 'reviewed', pullNumber: 21 }, sender: 'bot[bot]', isBot: true } as const;
  await database.query('delete from patterns');
  expect(await learn({ ...ended, parts: { refusals } })).toMatchObject({ outcome: 'ignored' });
  // Nothing is asked of GitHub about what was never reviewed.
  expect(refusals).not.toHaveBeenCalled();

  await createTaskStore(database).add(
    '01R',
    {
      ...{ kind: 'review', issueNumber: 21, trigger: 'opened', sender: 'alice', commentId: null, paths: [], tokens: 1 },
      repository: { host: 'github', id: 1, owner: 'o', name: 'r', defaultBranch: 'main', installationId: 1 },
    },
    '01R',
  );
  await reviews.keep(place, { head: 'a'.repeat(40), taskId: '01R', raised: ['f'.repeat(16)] });
  expect(await learn({ ...ended, parts: { refusals } })).toMatchObject({
    outcome: 'learned',
    kinds: [['convention', 0.7]],
  });
  expect(await learn({ ...ended, parts: { refusals } })).toMatchObject({
    outcome: 'ignored',
    kinds: [['convention', 0.7]],
  });
});
