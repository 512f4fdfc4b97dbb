import { readFile } from 'node:fs/promises';
import type { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import yauzl from 'yauzl';
import { z } from 'zod';
import type { RepositoryHandle } from './repository-handle.ts';
import { type GitHubServer, startGitHubServer } from './start-github-server.ts';
import type { Run } from './state/run.ts';
import { installationClient, refusalOf } from './test-client.ts';

let github: GitHubServer;
let shop: RepositoryHandle;
let client: Octokit;
const repository = { owner: 'acme', repo: 'shop' };

const workflow = (steps: string, extra = '') => `name: goat
# Without the quotes, YAML takes what follows the # for a comment.
run-name: "goat \${{ inputs.task }} #\${{ inputs.iteration }}"
on:
  workflow_dispatch:
    inputs:
      task: { description: Task, required: true, type: string }
      iteration: { description: Iteration, required: true, type: string }
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    ${extra}
    steps:
${steps}
`;

/** What the product puts into repositories. */
const template = await readFile(new URL('../../src/ci/workflow-template.yml', import.meta.url), 'utf8');

const sumTest = `import { test } from 'node:test';
import assert from 'node:assert';
import { sum } from './sum.js';
test('adds', () => assert.equal(sum(1, 2), 3));
`;
const lock = {
  name: 'shop',
  version: '1.0.0',
  lockfileVersion: 3,
  packages: { '': { name: 'shop', version: '1.0.0' } },
};
const testCommand = 'node --test --test-reporter=junit --test-reporter-destination=goat-results/junit.xml';

beforeAll(async () => {
  github = await startGitHubServer();
  shop = await github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: {
      'package.json': JSON.stringify({
        name: 'shop',
        version: '1.0.0',
        type: 'module',
        scripts: { test: testCommand },
      }),
      'package-lock.json': JSON.stringify(lock),
      'sum.js': 'export const sum = (a, b) => a - b;\n',
      'sum.test.js': sumTest,
      '.github/workflows/goat.yml': template,
      '.github/workflows/push.yml': 'on: push\njobs: {}\n',
    },
  });
  client = await installationClient(github);
});
afterAll(async () => {
  await github.close();
});

const inputs = { task: 'T1', iteration: '1' };
const request = (ref: string, workflow_id: string | number = 'goat.yml') => ({
  ...repository,
  workflow_id,
  ref,
  inputs,
});

/** A plain string: the client's types know neither `return_run_details` nor what it brings. */
const dispatches: string = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches';
const details = z.object({ workflow_run_id: z.number(), run_url: z.url(), html_url: z.url() });

async function dispatch(ref: string, workflow_id?: string): Promise<Run> {
  const { data } = await client.request(dispatches, { ...request(ref, workflow_id), return_run_details: true });
  const run = shop.runs.find((each) => each.id === details.parse(data).workflow_run_id);
  return run ?? expect.fail('the dispatch made no run');
}

async function completed(run: Run): Promise<Run> {
  await vi.waitFor(() => expect(run.status).toBe('completed'), { timeout: 20_000, interval: 20 });
  return run;
}

/** Makes a branch with a workflow of these steps, and runs it to its end. */
async function runSteps(branch: string, steps: string, extra = ''): Promise<Run> {
  const text = workflow(steps, extra);
  await shop.push('mona', { branch, message: 'Try', files: { '.github/workflows/goat.yml': text } });
  return completed(await dispatch(branch));
}

const logOf = (run: Run) => run.jobs.flatMap((job) => job.steps.map((step) => step.log.toString('utf8'))).join('');

function bytes(data: unknown): Buffer {
  if (data instanceof ArrayBuffer) return Buffer.from(new Uint8Array(data));
  return Buffer.isBuffer(data) ? data : expect.fail('there are no bytes');
}

async function unzip(zip: unknown): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  const archive = await yauzl.fromBufferPromise(bytes(zip));
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk);
    files[entry.fileName] = Buffer.concat(chunks).toString('utf8');
  }
  return files;
}

test('a dispatch really runs the tests of the branch, and keeps results and logs', async () => {
  const red = await completed(await dispatch('main'));
  expect(red).toMatchObject({ conclusion: 'failure', displayTitle: 'goat T1 #1', permissions: { contents: 'read' } });
  await shop.push('mona', {
    branch: 'goat/fix',
    message: 'Fix',
    files: { 'sum.js': 'export const sum = (a, b) => a + b;\n' },
  });
  const green = await completed(await dispatch('goat/fix'));
  expect(green.conclusion).toBe('success');

  const where = { ...repository, run_id: green.id };
  const { data } = await client.rest.actions.getWorkflowRun(where);
  const branches = await shop.branches();
  expect(data).toMatchObject({
    status: 'completed',
    conclusion: 'success',
    head_sha: branches['goat/fix'],
    event: 'workflow_dispatch',
  });
  const jobs = await client.rest.actions.listJobsForWorkflowRun(where);
  expect(jobs.data.jobs[0]?.steps?.map((step) => step.conclusion)).toEqual(Array(7).fill('success'));

  for (const [run, expected] of [
    [red, '<!-- fail 1 -->'],
    [green, '<!-- pass 1 -->'],
  ] as const) {
    const artifacts = await client.rest.actions.listWorkflowRunArtifacts({ ...repository, run_id: run.id });
    expect(artifacts.data.artifacts.map((artifact) => artifact.name)).toEqual(['goat-results']);
    const artifact_id = artifacts.data.artifacts[0]?.id ?? 0;
    const zip = await client.rest.actions.downloadArtifact({ ...repository, artifact_id, archive_format: 'zip' });
    const files = await unzip(zip.data);
    expect(Object.keys(files)).toEqual(['junit.xml']);
    expect(files['junit.xml']).toContain(expected);
  }

  const log = await client.rest.actions.downloadJobLogsForWorkflowRun({
    ...repository,
    job_id: green.jobs[0]?.id ?? 0,
  });
  const lines = String(log.data).replace('\uFEFF', '').trimEnd().split('\n');
  expect(lines.every((line) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z /.test(line))).toBe(true);
  expect(String(log.data)).toContain('node --test');
  expect(logOf(red)).toContain('##[error]Process completed with exit code 1.');
  const logs = await client.rest.actions.downloadWorkflowRunLogs(where);
  const logFiles = await unzip(logs.data);
  expect(Object.keys(logFiles)).toEqual(expect.arrayContaining(['0_test.txt', 'test/5_Test.txt']));
  await github.settled();
  expect(github.contractViolations).toEqual([]);
});

test('FAULT 51: the steps see nothing of this process', async () => {
  vi.stubEnv('CANARY', 'a-secret-of-the-server');
  const run = await runSteps('goat/env', '      - run: env | sort; echo "home is $HOME"; ls -A');
  vi.unstubAllEnvs();
  expect(run.conclusion).toBe('success');
  expect(logOf(run)).toContain('CI=true');
  expect(logOf(run)).not.toContain('a-secret-of-the-server');
});

test('FAULT 32: a workflow that cannot be dispatched is refused', async () => {
  const dispatched = (ref: string, file: string) => client.rest.actions.createWorkflowDispatch(request(ref, file));
  const { main = '' } = await shop.branches();
  expect(await refusalOf(dispatched(main, 'goat.yml'), 422)).toContain(`No ref found for: ${main}`);
  expect(await refusalOf(dispatched('main', 'push.yml'), 422)).toContain("does not have 'workflow_dispatch' trigger");
  await shop.push('mona', {
    branch: 'goat/own',
    message: 'x',
    files: { '.github/workflows/own.yml': template },
  });
  await refusalOf(dispatched('goat/own', 'own.yml'), 404);
  await shop.push('mona', { branch: 'goat/without', message: 'x', files: { '.github/workflows/goat.yml': null } });
  await refusalOf(dispatched('goat/without', 'goat.yml'), 422);
  const off = await github.createRepository({
    owner: 'acme',
    name: 'off',
    files: { '.github/workflows/goat.yml': template },
  });
  await off.disableWorkflow('goat.yml');
  await refusalOf(client.rest.actions.createWorkflowDispatch({ ...request('main'), repo: 'off' }), 403);
});

test('inputs are checked', async () => {
  const dispatched = (given: Record<string, string>) =>
    client.rest.actions.createWorkflowDispatch({ ...request('main'), inputs: given });
  expect(await refusalOf(dispatched({ task: 'T1' }), 422)).toContain("Required input 'iteration' not provided");
  expect(await refusalOf(dispatched({ ...inputs, extra: 'x' }), 422)).toContain(
    'Unexpected inputs provided: ["extra"]',
  );
  await refusalOf(dispatched(Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`i${index}`, '']))), 422);
});

test('FAULT 26: without run details the run is found by its name; an older server refuses to give them', async () => {
  github.setRunDetails(false);
  const asked = client.request(dispatches, { ...request('main'), return_run_details: true });
  await refusalOf(asked, 400);
  github.injectRunFault({ stuck: true });
  const named = { ...request('main'), inputs: { task: 'T26', iteration: '3' } };
  expect((await client.rest.actions.createWorkflowDispatch(named)).status).toBe(204);
  github.setRunDetails(true);
  const { data } = await client.rest.actions.listWorkflowRuns({
    ...repository,
    workflow_id: 'goat.yml',
    branch: 'main',
    event: 'workflow_dispatch',
    created: '>=2020-01-01',
  });
  expect(data.workflow_runs[0]).toMatchObject({ display_title: 'goat T26 #3', status: 'queued' });
  const none = await client.rest.actions.listWorkflowRunsForRepo({ ...repository, created: '<2020-01-01T00:00:00Z' });
  expect(none.data.total_count).toBe(0);
  await client.rest.actions.cancelWorkflowRun({ ...repository, run_id: data.workflow_runs[0]?.id ?? 0 });
});

test('FAULT 29: a run can be of another commit than the branch has now', async () => {
  const [first] = await shop.commits('main');
  await shop.push('mona', { branch: 'goat/stale', message: 'x', files: { x: 'y' } });
  github.injectRunFault({ sha: first?.sha ?? '', stuck: true });
  expect((await dispatch('goat/stale')).commit.sha).toBe(first?.sha);
});

test('a cancelled run ends at once, with all that it started, and still runs what always runs', async () => {
  const steps = `      - run: sleep 60 & sleep 60
      - run: echo never
      - if: always()
        run: echo cleaned up`;
  await shop.push('mona', {
    branch: 'goat/slow',
    message: 'x',
    files: { '.github/workflows/goat.yml': workflow(steps) },
  });
  const run = await dispatch('goat/slow');
  await vi.waitFor(() => expect(run.jobs[0]?.steps[1]?.status).toBe('in_progress'), { interval: 20 });
  expect((await client.rest.actions.cancelWorkflowRun({ ...repository, run_id: run.id })).status).toBe(202);
  await completed(run);
  expect(run.conclusion).toBe('cancelled');
  expect(run.jobs[0]?.steps.map((step) => step.conclusion)).toEqual([
    'success',
    'cancelled',
    'skipped',
    'success',
    'success',
  ]);
  expect(logOf(run)).toContain('cleaned up');
  await refusalOf(client.rest.actions.cancelWorkflowRun({ ...repository, run_id: run.id }), 409);
});

test('a job that takes too long is cancelled, a step that does fails', async () => {
  const job = workflow('      - run: sleep 60').replace('timeout-minutes: 10', 'timeout-minutes: 0.005');
  await shop.push('mona', { branch: 'goat/late', message: 'x', files: { '.github/workflows/goat.yml': job } });
  const late = await completed(await dispatch('goat/late'));
  expect(late.conclusion).toBe('cancelled');
  expect(logOf(late)).toContain('exceeded the maximum execution time');
  const step = await runSteps('goat/late-step', '      - run: sleep 60\n        timeout-minutes: 0.005');
  expect(step.conclusion).toBe('failure');
  expect(logOf(step)).toContain('has timed out after 0.005 minutes');
});

test('steps share folders, outputs and conditions as on Actions', async () => {
  const run = await runSteps(
    'goat/steps',
    `      - uses: actions/checkout@v5
      - id: first
        run: |
          echo "answer=42" >> "$GITHUB_OUTPUT"
          echo "NAME=from a step" >> "$GITHUB_ENV"
          false | true
      - run: exit 3
        continue-on-error: true
        id: second
      - run: echo "\${{ steps.first.outputs.answer }} $NAME $JOB \${{ steps.second.outcome }} \${{ github.ref_name }}"
      - run: pwd
        working-directory: .github/workflows
      - shell: bash
        run: false | true
      - run: echo never
      - if: failure()
        run: echo after the failure`,
    'env: { JOB: of the job }',
  );
  expect(run.conclusion).toBe('failure');
  expect(logOf(run)).toContain('42 from a step of the job failure goat/steps');
  expect(logOf(run)).toMatch(/\.github\/workflows\n/);
  expect(logOf(run)).toContain('after the failure');
  expect(run.jobs[0]?.steps.map((step) => step.conclusion)).toEqual([
    ...['success', 'success', 'success'],
    // What may fail is shown as a success; its outcome alone tells.
    'success',
    ...['success', 'success', 'failure', 'skipped', 'success', 'success'],
  ]);
});

test.each([
  ['an unknown action', '      - uses: someone/else@v1', 'does not run the action someone/else@v1'],
  ['a secret', `      - run: echo \${{ secrets.KEY }}`, 'does not support the expression: secrets.KEY'],
  ['an unknown key', '      - run: echo\n        runs: x', 'cannot run this workflow'],
  ['an unknown shell', '      - run: echo\n        shell: pwsh', 'does not support the shell pwsh'],
])('%s fails the run loudly', async (name, steps, message) => {
  const run = await runSteps(`goat/${name.replaceAll(' ', '-')}`, steps);
  expect(run.conclusion).toBe('failure');
  expect(logOf(run)).toContain(message);
});

test('FAULT 30: an artifact that is gone answers 410, one without files is not made, hidden files stay out', async () => {
  const run = await runSteps(
    'goat/artifacts',
    `      - run: mkdir -p out/deep && echo a > out/a.xml && echo b > out/deep/b.xml && echo c > out/.c.xml
      - uses: actions/upload-artifact@v5
        with: { name: globbed, path: "out/**/*.xml" }
      - uses: actions/upload-artifact@v5
        with: { name: nothing, path: nowhere/ }`,
  );
  const [artifact] = run.artifacts;
  expect(run.artifacts).toHaveLength(1);
  expect(Object.keys(await unzip(artifact?.zip)).sort()).toEqual(['a.xml', 'deep/b.xml']);
  if (artifact !== undefined) artifact.expired = true;
  const download = { ...repository, artifact_id: artifact?.id ?? 0, archive_format: 'zip' };
  await refusalOf(client.rest.actions.downloadArtifact(download), 410);
  run.logsExpired = true;
  await refusalOf(client.rest.actions.downloadWorkflowRunLogs({ ...repository, run_id: run.id }), 410);
});

test('FAULT 31: a download address ends after a minute, and must not be given the token', async () => {
  const run = await runSteps('goat/download', '      - run: echo hello');
  const { url } = client.rest.actions.downloadWorkflowRunLogs.endpoint({ ...repository, run_id: run.id });
  const { token } = Object(await client.auth());
  const headers = { authorization: `token ${token}` };
  const redirect = await fetch(url, { headers, redirect: 'manual' });
  const location = redirect.headers.get('location') ?? '';
  expect(redirect.status).toBe(302);
  expect(new URL(location).origin).not.toBe(github.url);
  expect((await fetch(location)).status).toBe(200);
  expect((await fetch(location, { headers })).status).toBe(400);
  expect(github.contractViolations.at(-1)).toMatchObject({ side: 'download' });
  github.expireDownloads();
  expect((await fetch(location)).status).toBe(403);
});
