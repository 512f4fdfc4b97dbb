import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createActionsTestRunner } from '../../../src/adapters/github/actions-test-runner.ts';
import { createInstallationClient } from '../../../src/adapters/github/installation-client.ts';
import { readWorkflowTemplate, runTitle, workflowPath } from '../../../src/ci/workflow-file.ts';
import type { Control } from '../../../src/tasks/control.ts';
import { EndTask } from '../../../src/tasks/outcome.ts';
import { inMemorySteps } from '../../fakes/in-memory-steps.ts';
import { type GitHubServer, startGitHubServer } from '../../github-server/start-github-server.ts';
import { appClient } from '../../github-server/test-client.ts';

/** Runs take real time here, so this one really waits. */
const control: Control = {
  receive: async (seconds) => wait(seconds * 1000, null),
  send: () => Promise.reject(new Error('Nothing is sent here.')),
  goOn: async () => false,
  hasEnded: async () => true,
  now: async () => Date.now(),
};

const reporters = '--test-reporter=junit --test-reporter-destination=goat-results/node.xml';
const files = {
  'package.json': JSON.stringify({ type: 'module', scripts: { test: `node --test ${reporters}` } }),
  'sum.js': 'export const sum = (a, b) => a + b;\n',
  'test/sum.test.js': `import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sum } from '../sum.js';
describe('sum', () => {
  test('adds', () => assert.equal(sum(1, 2), 3));
});
`,
};

const stopped = new EndTask({ kind: 'stopped', reason: 'stopped by a person', next: '' });

let github: GitHubServer;
let repository: Awaited<ReturnType<GitHubServer['createRepository']>>;
let runner: ReturnType<typeof createActionsTestRunner>;

beforeAll(async () => {
  github = await startGitHubServer({});
  repository = await github.createRepository({
    owner: 'octo',
    name: 'shop',
    files: { ...files, [workflowPath]: await readWorkflowTemplate() },
    collaborators: { mona: 'maintain' },
  });
  const { id, owner, name, defaultBranch } = repository;
  const { data: installation } = await appClient(github).rest.apps.getRepoInstallation({ owner, repo: name });
  const client = createInstallationClient(
    {
      appId: github.app.id,
      privateKey: github.app.privateKey,
      apiUrl: github.url,
      log: pino({ level: 'silent' }),
      plugins: { throttle: { enabled: false }, retry: { retryAfterBaseValue: 1 } },
    },
    { host: 'github', id, owner, name, defaultBranch, installationId: installation.id },
  );
  runner = createActionsTestRunner({
    octokit: async () => client.with({ actions: 'write', contents: 'read' }),
    owner,
    repo: name,
    defaultBranch,
    pollSeconds: 0.1,
  });
});
afterAll(() => github.close());

/** A branch with a change, ready to be tested. */
async function change(changed: Readonly<Record<string, string>>) {
  const taskId = ulid();
  const branch = `goat/${taskId.toLowerCase()}`;
  const commit = await repository.push('mona', { branch, message: 'Change', files: changed });
  return { taskId, branch, commit, run: '1', first: [] };
}

const runsOf = ({ taskId }: { readonly taskId: string }) =>
  repository.runs.filter(({ displayTitle }) => displayTitle === runTitle(taskId, '1'));

describe('on a GitHub that runs the workflow for real', () => {
  test('a green commit passes, a red one fails with its test, both as JUnit says', async () => {
    expect(await runner.check()).toEqual({ ready: true, takesFilter: true });
    const green = await runner.run(await change({ 'a.txt': '1' }), inMemorySteps(), control);
    expect(green).toMatchObject({ outcome: 'passed', results: { format: 'junit', passed: 1 } });
    const broken = await change({ 'sum.js': 'export const sum = (a, b) => a - b;\n' });
    const red = await runner.run(broken, inMemorySteps(), control);
    expect(red).toMatchObject({
      commit: broken.commit,
      outcome: 'failed',
      results: { failed: 1, failures: [{ name: 'sum > adds', file: 'test/sum.test.js', line: 5 }] },
    });
    expect(github.contractViolations).toEqual([]);
  });

  test('a set-up that fails is not run, and says which step', async () => {
    const request = await change({ 'package-lock.json': 'not JSON' });
    expect(await runner.run(request, inMemorySteps(), control)).toMatchObject({
      outcome: 'not run',
      reason: expect.stringContaining('"Install"'),
    });
  });
});

describe('on a GitHub that fails', () => {
  test('FAULT 16: a dispatch whose reply is lost starts one run', async () => {
    const request = await change({ 'b.txt': '1' });
    const path = '/repos/octo/shop/actions/workflows/goat.yml/dispatches';
    github.injectFault({ method: 'POST', path, fault: { kind: 'lose reply' } });
    expect((await runner.run(request, inMemorySteps(), control)).outcome).toBe('passed');
    expect(runsOf(request)).toHaveLength(1);
  });

  test('FAULT 26: an older server that gives no run id', async () => {
    const request = await change({ 'c.txt': '1' });
    github.setRunDetails(false);
    expect((await runner.run(request, inMemorySteps(), control)).outcome).toBe('passed');
    github.setRunDetails(true);
    expect(runsOf(request)).toHaveLength(1);
  });

  test('FAULT 27: a run that is over before the dispatch is answered', async () => {
    github.injectRunFault({ completeBeforeReply: true });
    expect((await runner.run(await change({ 'd.txt': '1' }), inMemorySteps(), control)).outcome).toBe('passed');
  });

  test('FAULT 29: a run of another commit is refused', async () => {
    const other = await change({ 'e.txt': '1' });
    github.injectRunFault({ sha: other.commit });
    expect(await runner.run(await change({ 'f.txt': '1' }), inMemorySteps(), control)).toMatchObject({
      outcome: 'not run',
      reason: expect.stringContaining(other.commit.slice(0, 7)),
    });
  });

  test('a stop cancels the run', async () => {
    const request = await change({ 'g.txt': '1' });
    const stop = new AbortController();
    github.injectRunFault({ stuck: true });
    const stopping: Control = {
      ...control,
      receive: async () => {
        stop.abort(stopped);
        return { type: 'stop', by: 'mona' };
      },
    };
    await expect(runner.run(request, inMemorySteps(stop.signal), stopping)).rejects.toThrow('stopped by a person');
    expect(runsOf(request)).toMatchObject([{ conclusion: 'cancelled' }]);
  });

  test('FAULT 32: a workflow that is switched off is named before anything starts', async () => {
    await repository.disableWorkflow('goat.yml');
    expect(await runner.check()).toMatchObject({ ready: false, reason: expect.stringContaining('enable it') });
  });
});
