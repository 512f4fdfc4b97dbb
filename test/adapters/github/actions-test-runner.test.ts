import { Octokit } from '@octokit/rest';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createActionsTestRunner } from '../../../src/adapters/github/actions-test-runner.ts';
import type { Message } from '../../../src/tasks/control.ts';
import { EndTask } from '../../../src/tasks/outcome.ts';
import { inMemoryControl, inMemorySteps } from '../../fakes/in-memory-steps.ts';
import { zipOf } from './actions/zip-of.ts';

const api = 'https://api.github.test';
const storage = 'https://storage.test';
const repository = '/repos/acme/shop';
const workflowPath = `${repository}/actions/workflows/goat.yml`;
const commit = 'c'.repeat(40);
const request = { taskId: '01TASK', branch: 'goat/issue-7-total', commit, run: '2', first: [] };
const runId = 41;

const stopped = new EndTask({ kind: 'stopped', reason: 'stopped by a person', next: '' });

let asked = 0;
const runner = () =>
  createActionsTestRunner({
    octokit: async () => new Octokit({ auth: `token-${++asked}`, baseUrl: api, log: silent }),
    owner: 'acme',
    repo: 'shop',
    defaultBranch: 'main',
    pollSeconds: 0.01,
    timeoutSeconds: 0.05,
  });
const quiet = () => undefined;
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet };

const aRun = (part: object = {}) => ({
  id: runId,
  html_url: `https://github.test/acme/shop/actions/runs/${runId}`,
  display_title: 'goat 01TASK #2',
  event: 'workflow_dispatch',
  head_sha: commit,
  run_attempt: 1,
  status: 'completed',
  conclusion: 'success',
  created_at: '2026-11-22T10:00:00Z',
  run_started_at: '2026-11-22T10:00:05Z',
  updated_at: '2026-11-22T10:00:35Z',
  ...part,
});
const running = { status: 'in_progress', conclusion: null };

const github = () => nock(api);
const listed = (...runs: object[]) =>
  github()
    .get(`${workflowPath}/runs`)
    .query({ event: 'workflow_dispatch', branch: request.branch, per_page: 100 })
    .reply(200, { total_count: runs.length, workflow_runs: runs });
const dispatched = (body: object = { return_run_details: true }) =>
  github().post(`${workflowPath}/dispatches`, {
    ref: request.branch,
    inputs: { task: '01TASK', iteration: '2' },
    ...body,
  });
const started = () => {
  listed();
  dispatched().reply(200, { workflow_run_id: runId, run_url: 'u', html_url: 'h' });
};
const read = (part: object = {}) => github().get(`${repository}/actions/runs/${runId}`).reply(200, aRun(part));
const cancelled = () => github().post(`${repository}/actions/runs/${runId}/cancel`).reply(202, {});
const hasJob = (part: object = {}) =>
  github()
    .get(`${repository}/actions/runs/${runId}/jobs`)
    .query({ per_page: 100 })
    .reply(200, {
      total_count: 1,
      jobs: [{ id: 5, run_attempt: 1, steps: [{ name: 'Test', conclusion: 'success' }], ...part }],
    });
const logAt = (path: string) =>
  github()
    .get(`${repository}/actions/jobs/5/logs`)
    .reply(302, undefined, { location: `${storage}${path}` });
const hasLog = (text: string) => {
  logAt('/log');
  nock(storage, { badheaders: ['authorization'] })
    .get('/log')
    .reply(200, text);
};
const artifacts = (...found: object[]) =>
  github()
    .get(`${repository}/actions/runs/${runId}/artifacts`)
    .query({ name: 'goat-results' })
    .reply(200, { total_count: found.length, artifacts: found });
const artifact = { id: 9, name: 'goat-results', expired: false, size_in_bytes: 500 };
const archiveAt = (path: string) =>
  github()
    .get(`${repository}/actions/artifacts/9/zip`)
    .reply(302, undefined, { location: `${storage}${path}` });
const hasNothingToRead = () => {
  hasJob();
  hasLog('');
  artifacts();
};

const failedLog = `2026-11-22T10:00:06.0000000Z ##[group]Run npm test
2026-11-22T10:00:07.0000000Z   ● price › adds
2026-11-22T10:00:08.0000000Z ##[error]Process completed with exit code 1.
`;
const failedXml =
  '<testsuite name="price"><testcase name="adds"><failure message="1 is not 2">at run (/home/runner/work/shop/shop/test/price.test.js:3:4)</failure></testcase></testsuite>';

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  const left = nock.pendingMocks();
  nock.cleanAll();
  expect(left).toEqual([]);
});

function runTests(messages: readonly (Message | null)[] = [], steps = inMemorySteps()) {
  return runner().run(request, steps, inMemoryControl(messages));
}

describe('check', () => {
  const file = () => github().get(`${repository}/contents/.github%2Fworkflows%2Fgoat.yml`).query({ ref: 'main' });

  test('is ready when the workflow is on the default branch and active', async () => {
    file().reply(200, { type: 'file' });
    github().get(workflowPath).reply(200, { state: 'active' });
    expect(await runner().check()).toEqual({ ready: true, takesFilter: false });
  });

  test('FAULT 32: a missing workflow is named, with the cure', async () => {
    file().reply(404, { message: 'Not Found' });
    expect(await runner().check()).toMatchObject({
      ready: false,
      reason: expect.stringMatching(/no \.github\/workflows\/goat\.yml on main.*\/goat setup/),
    });
  });

  test('FAULT 32: a workflow that is switched off is named, with the cure', async () => {
    file().reply(200, { type: 'file' });
    github().get(workflowPath).reply(200, { state: 'disabled_inactivity' });
    expect(await runner().check()).toMatchObject({ ready: false, reason: expect.stringContaining('enable it') });
  });

  test('a GitHub that fails is an error, not an answer', async () => {
    file().reply(502, { message: 'Bad gateway' });
    await expect(runner().check()).rejects.toThrow('Bad gateway');
  });
});

describe('a run that ends', () => {
  test('with success passes, and links the run', async () => {
    started();
    read();
    hasNothingToRead();
    expect(await runTests()).toMatchObject({
      commit,
      outcome: 'passed',
      seconds: 30,
      url: 'https://github.test/acme/shop/actions/runs/41',
    });
  });

  test('with failing tests is read from its artifact, with paths as the repository has them', async () => {
    started();
    read({ conclusion: 'failure' });
    hasJob({ steps: [{ name: 'Test', conclusion: 'failure' }] });
    hasLog(failedLog);
    artifacts(artifact);
    archiveAt('/zip');
    nock(storage, { badheaders: ['authorization'] })
      .get('/zip')
      .reply(200, await zipOf({ 'junit.xml': failedXml }));
    const report = await runTests();
    expect(report.outcome).toBe('failed');
    expect(report.results).toMatchObject({
      format: 'junit',
      failures: [{ name: 'price > adds', file: 'test/price.test.js', line: 3 }],
    });
  });

  test('before its tests is not run, and says which step failed', async () => {
    started();
    read({ conclusion: 'failure' });
    hasJob({
      steps: [
        { name: 'Install', conclusion: 'failure' },
        { name: 'Test', conclusion: 'skipped' },
      ],
    });
    hasLog('npm error 404\n');
    artifacts();
    expect(await runTests()).toMatchObject({
      outcome: 'not run',
      reason: expect.stringContaining('"Install"'),
      logTail: 'npm error 404',
    });
  });

  test('is waited for; every call asks for a client anew, because tokens end', async () => {
    started();
    read({ status: 'queued', conclusion: null });
    read(running);
    read();
    hasNothingToRead();
    const before = asked;
    expect((await runTests([null, null])).outcome).toBe('passed');
    expect(asked - before).toBe(8);
  });

  test('FAULT 27: a completion that came before the dispatch reply is not waited for', async () => {
    started();
    read();
    hasNothingToRead();
    const control = inMemoryControl([{ type: 'workflow run completed', runId }]);
    expect((await runner().run(request, inMemorySteps(), control)).outcome).toBe('passed');
    expect(await control.now()).toBe(0);
  });

  test('FAULT 28: a completion that is never delivered is found by polling', async () => {
    started();
    read(running);
    read();
    hasNothingToRead();
    expect((await runTests([{ type: 'workflow run completed', runId: 999 }, null])).outcome).toBe('passed');
  });

  test('is replayed from the record after a crash, wherever that was', async () => {
    started();
    read(running);
    read();
    hasNothingToRead();
    const steps = inMemorySteps();
    const first = await runTests([], steps);
    expect(steps.names()).toEqual([
      'start test run 2',
      'read the test run',
      'read the test run',
      'read the test results',
    ]);
    // No call is left to be answered: all comes from the record.
    expect(await runTests([], steps.replay())).toEqual(first);
  });
});

describe('starting a run', () => {
  test('FAULT 16: a run that an earlier call started is taken, and no second one is made', async () => {
    listed(aRun({ id: 40, display_title: 'goat 01TASK #1' }), aRun());
    read();
    hasNothingToRead();
    expect((await runTests()).outcome).toBe('passed');
  });

  test('FAULT 16: a lost reply to the dispatch starts no second run', async () => {
    listed();
    dispatched().replyWithError('socket hang up');
    listed();
    listed(aRun());
    read();
    hasNothingToRead();
    expect((await runTests()).outcome).toBe('passed');
  });

  test('FAULT 14: a dispatch that GitHub drops is made again', async () => {
    listed();
    dispatched().reply(502, { message: 'Bad gateway' });
    for (let look = 0; look < 10; look++) listed();
    dispatched().reply(200, { workflow_run_id: runId });
    read();
    hasNothingToRead();
    expect((await runTests()).outcome).toBe('passed');
  });

  test('FAULT 26: 204 instead of a run id: the run is found by its title', async () => {
    const old = aRun({ id: 12, head_sha: 'd'.repeat(40) });
    listed(old);
    dispatched().reply(204);
    listed(old);
    listed(aRun(), old);
    read();
    hasNothingToRead();
    expect((await runTests()).outcome).toBe('passed');
  });

  test.each([
    [400, 'Problems parsing JSON'],
    [422, 'Invalid request. "return_run_details" is not a permitted key.'],
  ])('FAULT 26: a server that refuses the field with %i is asked without it', async (status, message) => {
    listed();
    dispatched().reply(status, { message });
    dispatched({}).reply(204);
    listed(aRun());
    read();
    hasNothingToRead();
    expect((await runTests()).outcome).toBe('passed');
  });

  test('a started run that never shows is not run, with the likely reason', async () => {
    listed();
    dispatched().reply(204);
    for (let look = 0; look < 30; look++) listed();
    expect(await runTests()).toMatchObject({ outcome: 'not run', reason: expect.stringContaining('run-name') });
  });

  test.each([
    [404, 'Not Found'],
    [422, "Workflow does not have 'workflow_dispatch' trigger"],
    [403, 'Resource not accessible by integration'],
  ])('FAULT 32: a refusal with %i is not run, with what GitHub said', async (status, message) => {
    listed();
    dispatched().reply(status, { message });
    expect(await runTests()).toMatchObject({ outcome: 'not run', reason: expect.stringContaining(message), url: null });
  });
});

describe('FAULT 29: a run that says nothing about the commit', () => {
  test('because it tested another one is cancelled and refused', async () => {
    started();
    read({ ...running, head_sha: 'd'.repeat(40) });
    cancelled();
    expect(await runTests()).toMatchObject({
      outcome: 'not run',
      reason: expect.stringContaining('ddddddd and not ccccccc'),
    });
  });

  test('because a person started it again is refused, and left to them', async () => {
    started();
    read({ run_attempt: 2 });
    expect(await runTests()).toMatchObject({ outcome: 'not run', reason: expect.stringContaining('attempt 2') });
  });

  test('because it was started again just before its results were read is refused', async () => {
    started();
    read();
    hasJob({ run_attempt: 2 });
    hasLog('');
    expect(await runTests()).toMatchObject({ outcome: 'not run', reason: expect.stringContaining('attempt 2') });
  });

  test.each(['cancelled', 'timed_out', 'startup_failure'])('because it ended as %s is not run', async (conclusion) => {
    started();
    read({ conclusion });
    hasNothingToRead();
    expect((await runTests()).outcome).toBe('not run');
  });
});

describe('a run that does not end', () => {
  test('in time is cancelled', async () => {
    started();
    for (let look = 0; look < 6; look++) read(running);
    cancelled();
    expect(await runTests()).toMatchObject({
      outcome: 'not run',
      reason: expect.stringContaining('did not end within'),
    });
  });

  test('before a person stops the task is cancelled, and the stop goes on up', async () => {
    const stop = new AbortController();
    started();
    github()
      .get(`${repository}/actions/runs/${runId}`)
      .reply(() => {
        stop.abort(stopped);
        return [200, aRun(running)];
      });
    listed(aRun(running));
    cancelled();
    const messages: Message[] = [{ type: 'stop', by: 'octocat' }];
    await expect(runTests(messages, inMemorySteps(stop.signal))).rejects.toThrow('stopped by a person');
  });
});

describe('a task that stops while its run is being started', () => {
  test('cancels the run that it never learned of', async () => {
    const stop = new AbortController();
    listed();
    dispatched().reply(() => {
      stop.abort(stopped);
      return [204];
    });
    listed(aRun(running));
    cancelled();
    await expect(runTests([], inMemorySteps(stop.signal))).rejects.toThrow('stopped by a person');
  });

  test('stops with that reason where GitHub cannot be reached', async () => {
    const stop = new AbortController();
    const runs = () => github().get(`${workflowPath}/runs`).query(true);
    runs().reply(() => {
      stop.abort(stopped);
      return [200, { workflow_runs: [] }];
    });
    runs().replyWithError('unreachable');
    await expect(runTests([], inMemorySteps(stop.signal))).rejects.toThrow('stopped by a person');
  });

  test('FAULT 42: a process that ends leaves the run to the next one', async () => {
    listed();
    dispatched().reply(200, { workflow_run_id: runId });
    read(running);
    const steps = inMemorySteps();
    const dies = { ...inMemoryControl(), receive: () => Promise.reject(new Error('the database is closed')) };
    await expect(runner().run(request, steps, dies)).rejects.toThrow('the database is closed');
    read();
    hasNothingToRead();
    expect((await runTests([], steps.replay())).outcome).toBe('passed');
  });
});

describe('results that cannot be read', () => {
  const failed = () => {
    started();
    read({ conclusion: 'failure' });
    hasJob({ steps: [{ name: 'Test', conclusion: 'failure' }] });
  };

  test('FAULT 31: an address that has expired is asked for again, once', async () => {
    failed();
    logAt('/old');
    nock(storage).get('/old').reply(403, 'expired');
    hasLog(failedLog);
    artifacts();
    expect(await runTests()).toMatchObject({ outcome: 'failed', logTail: expect.stringContaining('price › adds') });
  });

  test('FAULT 30: an artifact that is gone leaves the log', async () => {
    failed();
    hasLog(failedLog);
    artifacts(artifact);
    github().get(`${repository}/actions/artifacts/9/zip`).reply(410, { message: 'Artifact has expired' });
    expect(await runTests()).toMatchObject({ outcome: 'failed', results: { format: 'exit code', failed: 1 } });
  });

  test('FAULT 30: an artifact that has expired, or is too large, is not asked for', async () => {
    failed();
    hasLog(failedLog);
    artifacts({ ...artifact, expired: true }, { ...artifact, size_in_bytes: 30_000_000 });
    expect((await runTests()).outcome).toBe('failed');
  });

  test('FAULT 30: an archive that breaks off twice leaves the log', async () => {
    failed();
    hasLog(failedLog);
    artifacts(artifact);
    archiveAt('/zip');
    nock(storage).get('/zip').replyWithError('reset');
    archiveAt('/zip');
    nock(storage).get('/zip').reply(200, 'PK broken');
    expect((await runTests()).outcome).toBe('failed');
  });

  test('a log that is gone leaves the outcome', async () => {
    failed();
    github().get(`${repository}/actions/jobs/5/logs`).reply(410, { message: 'Gone' });
    artifacts();
    expect(await runTests()).toMatchObject({ outcome: 'failed', logTail: '' });
  });

  test('FAULT 33: a log of 30 MB of which the end matters', async () => {
    failed();
    hasLog(`${`\x1b[31mnoise\xff\x1b[0m\n`.repeat(2_000_000)}${failedLog}`);
    artifacts();
    const report = await runTests();
    expect(report.logTail).toContain('● price › adds');
    expect(Buffer.byteLength(JSON.stringify(report))).toBeLessThan(100 * 1024);
  });
});
