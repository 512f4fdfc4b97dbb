import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ulid } from 'ulid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../../src/adapters/create-logger.ts';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import { builtInEmbedders } from '../../src/compose/embedders.ts';
import type { GitHubWorld } from '../../src/compose/github/github-world.ts';
import { openOnGitHub } from '../../src/compose/github/open-on-github.ts';
import { modelChooser } from '../../src/compose/model.ts';
import { openStores, type Stores } from '../../src/compose/stores.ts';
import type { Outcome } from '../../src/tasks/outcome.ts';
import { lookForApproval } from '../../src/tasks/plan/look-for-approval.ts';
import { runTask } from '../../src/tasks/run-task.ts';
import { type FixRequest, type GitHubRepository, type RespondRequest, repositoryKey } from '../../src/tasks/task.ts';
import { openTestDatabase } from '../fakes/database.ts';
import type { InMemorySteps } from '../fakes/in-memory-steps.ts';
import { mortalSteps } from '../fakes/mortal-steps.ts';
import { call, edit, finish, plan, readFile, type Turn } from '../fakes/script.ts';
import { type ScriptedModel, startScriptedModel } from '../fakes/scripted-model.ts';
import { serverConfig } from '../fakes/server-config.ts';
import type { RepositoryHandle } from '../github-server/repository-handle.ts';
import { type GitHubServer, startGitHubServer } from '../github-server/start-github-server.ts';
import type { PullRequest } from '../github-server/state/issue.ts';
import { appClient } from '../github-server/test-client.ts';
import { fixAtOnce, fixAtSecond, smallRepository } from './small-repository.ts';

/** A response whose first try is red. */
const turnRound: readonly Turn[] = [
  [
    readFile('src/add.js'),
    edit('src/add.js', 'a + b', 'b - a'),
    call('answer_feedback', { id: 'F1', done: true, reason: 'It is turned round.' }),
    finish('Turned round.', 'Turn it round'),
  ],
  [edit('src/add.js', 'b - a', 'b + a'), finish('Turned round.', 'Turn the sum round')],
];
const scripts = {
  'Sum is wrong at once': [...fixAtOnce, ...turnRound],
  'Sum is wrong at first': fixAtSecond,
  'Sum is wrong and guarded': [[plan('src/auth.js', 'src/add.js')], ...fixAtOnce],
} satisfies Record<string, readonly Turn[]>;

/** The conclusions of the runs: the baseline, and one for each iteration. */
const runs: Readonly<Record<keyof typeof scripts, readonly string[]>> = {
  'Sum is wrong at once': ['failure', 'success'],
  'Sum is wrong at first': ['failure', 'failure', 'success'],
  'Sum is wrong and guarded': ['failure', 'success'],
};

let home: string;
let github: GitHubServer;
let model: ScriptedModel;
let database: OpenDatabase;
let stores: Stores;
let world: GitHubWorld;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'goat-kill-'));
  github = await startGitHubServer();
  model = await startScriptedModel(scripts);
  database = await openTestDatabase();
  stores = openStores(database);
  const log = createLogger('silent');
  const config = serverConfig(home, github, model);
  const { id: appId, privateKey } = github.app;
  world = {
    app: { appId, privateKey, apiUrl: github.url, log, plugins: { throttle: { enabled: false } } },
    modelsFor: modelChooser(config, model.apiKey),
    tasksPerDay: config.tasksPerDay,
    limits: config.limits,
    home,
    log,
    embedders: builtInEmbedders,
    pollSeconds: 1,
  };
});
afterAll(async () => {
  await database.close();
  await model.close();
  await github.close();
  await rm(home, { recursive: true, force: true });
});

/** One process after the other works on a task, and each is killed as soon as it has recorded a step. */
async function dieAtEveryStep(taskId: string, earlier: InMemorySteps | null) {
  let recorded = earlier;
  for (let lives = 1; ; lives += 1) {
    const { death, control, ...life } = mortalSteps(recorded);
    const ended = runTask(taskId, {
      store: stores.tasks,
      open: (task) => openOnGitHub(task, null, stores, world),
      steps: life.steps,
      finalSteps: life.steps,
      control,
      onError: (_, error) => {
        throw error;
      },
    });
    const outcome: Outcome | 'killed' = await Promise.race([ended, death]);
    recorded = life.recorded;
    if (outcome !== 'killed') return { outcome, lives, recorded };
  }
}

test.each(Object.keys(scripts) as (keyof typeof scripts)[])(
  'FAULT 34: killed between any two steps, "%s" ends with the same patch, and only the call in flight is made again',
  { timeout: 300_000 },
  async (title) => {
    const files = { ...(await smallRepository()), 'src/auth.js': 'export const isAllowed = (user) => user.isAdmin;\n' };
    const name = title.replaceAll(' ', '-');
    const repository = await github.createRepository({
      owner: 'corner',
      name,
      files,
      collaborators: { alice: 'write' },
    });
    const issue = await repository.openIssue('alice', { title, body: 'add(1, 2) should be 3.' });
    const command = await repository.comment('alice', issue.number, '/goat fix');
    const taskId = ulid();
    const { data } = await appClient(github).rest.apps.getRepoInstallation({ owner: 'corner', repo: name });
    const installationId = data.id;
    const place = {
      host: 'github',
      id: repository.id,
      owner: 'corner',
      name,
      defaultBranch: 'main',
      installationId,
    } as const;
    const request: FixRequest = {
      kind: 'fix',
      repository: place,
      issue: { number: issue.number, title, body: issue.body ?? '', url: null },
      hint: '',
      sender: 'alice',
      commentId: command.id,
      limits: { iterations: 3, tokens: 200_000 },
    };
    await stores.tasks.add(taskId, request, name);

    let { outcome, lives, recorded } = await dieAtEveryStep(taskId, null);
    if (title === 'Sum is wrong and guarded') {
      expect(outcome.kind).toBe('needs approval');
      // Its last step may be recorded, and its end not: then all is gone through once more.
      await dieAtEveryStep(taskId, recorded);
      expect(await stores.tasks.read(taskId)).toMatchObject({ state: 'waiting' });
      const waitingFor = (await stores.tasks.record(taskId))?.waitingFor ?? expect.fail('It waits for nothing.');
      await stores.tasks.approve(taskId, waitingFor, 'alice');
      await stores.tasks.reopen(taskId);
      const more = await dieAtEveryStep(taskId, recorded.replay(recorded.names().lastIndexOf(lookForApproval)));
      lives += more.lives;
      ({ outcome, recorded } = more);
    }

    expect(outcome.kind).toBe('fixed');
    expect(lives).toBeGreaterThan(20);
    expect(repository.runs.map(({ conclusion }) => conclusion)).toEqual(runs[title]);
    expect(Object.keys(await repository.branches())).toHaveLength(2);
    expect(repository.comments(issue.number).filter(({ user }) => user.type === 'Bot')).toHaveLength(1);
    expect(repository.pulls.size).toBe(1);
    const [pull] = repository.pulls.values();
    const commits = await repository.commits(pull?.head ?? '');
    expect(commits).toHaveLength(runs[title].length);
    expect(repository.runs.at(-1)?.commit.sha).toBe(commits[0]?.sha);
    expect(await repository.read(pull?.head ?? '', 'src/add.js')).toBe(
      'export function add(a, b) {\n  return a + b;\n}\n',
    );

    const asked = model.requests.filter(({ messages }) => JSON.stringify(messages[0]).includes(title));
    const texts = asked.map((one) => JSON.stringify(one));
    // Each call was in flight once when the process was killed, and is not made a third time.
    expect(texts.filter((_, index) => index % 2 === 0)).toEqual(texts.filter((_, index) => index % 2 === 1));
    expect(new Set(texts).size).toBe(recorded.names().filter((step) => step === 'model reply').length);
    if (title === 'Sum is wrong at once') await respondTo(repository, place, pull);
    expect(model.failures).toEqual([]);
    expect(github.contractViolations).toEqual([]);
  },
);

/** A response dies as often, and leaves one commit, though its first try was red. */
async function respondTo(repository: RepositoryHandle, place: GitHubRepository, pull: PullRequest | undefined) {
  const pullNumber = pull?.issue.number ?? 0;
  const before = await repository.commits(pull?.head ?? '');
  const remark = {
    kind: 'comment',
    id: 1,
    author: 'alice',
    body: 'Please turn it round.',
    url: 'https://x/1',
  } as const;
  await stores.feedback.add(repositoryKey(place), pullNumber, remark);
  const limits = { iterations: 3, tokens: 200_000 };
  const request: RespondRequest = { kind: 'respond', repository: place, pullNumber, gatherSeconds: 0, limits };
  const taskId = ulid();
  await stores.tasks.add(taskId, request, taskId);
  const asked = model.requests.length;
  const { outcome, lives } = await dieAtEveryStep(taskId, null);
  expect(outcome.kind).toBe('fixed');
  expect(lives).toBeGreaterThan(20);
  const [head, ...rest] = await repository.commits(pull?.head ?? '');
  expect([head?.message.split('\n')[0], rest]).toEqual(['Turn the sum round', before]);
  expect(repository.runs.slice(-2).map(({ conclusion }) => conclusion)).toEqual(['failure', 'success']);
  expect(repository.runs.at(-1)?.commit.sha).toBe(head?.sha);
  expect(Object.keys(await repository.branches())).toHaveLength(2);
  expect(repository.comments(pullNumber).filter(({ user }) => user.type === 'Bot')).toHaveLength(1);
  const texts = model.requests.slice(asked).map((one) => JSON.stringify(one));
  expect(texts.filter((_, index) => index % 2 === 0)).toEqual(texts.filter((_, index) => index % 2 === 1));
}
