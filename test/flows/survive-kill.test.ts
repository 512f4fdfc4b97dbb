import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { ServerConfig } from '../../src/config/environment.ts';
import { webhookPath } from '../../src/github/webhooks/receive-webhook.ts';
import { prepareServerHome } from '../fakes/prepared-database.ts';
import { type ScriptedModel, startScriptedModel } from '../fakes/scripted-model.ts';
import { serverConfig } from '../fakes/server-config.ts';
import { type GitHubServer, startGitHubServer } from '../github-server/start-github-server.ts';
import { fixAtSecond, smallRepository } from './small-repository.ts';

const serverEntry = fileURLToPath(new URL('./server-process.ts', import.meta.url));
/** Longer than any boundary is waited for: a call that is answered this late is one that the process never sees. */
const neverMs = 60_000;

let home: string;
let github: GitHubServer;
let model: ScriptedModel;
let server: ChildProcess;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'goat-kill-'));
  await prepareServerHome(home);
  github = await startGitHubServer();
  model = await startScriptedModel([{ fault: 'slow', milliseconds: neverMs }, ...fixAtSecond]);
});
afterAll(async () => {
  server.kill('SIGKILL');
  await model.close();
  await github.close();
  await rm(home, { recursive: true, force: true });
});

async function startServer(): Promise<void> {
  const config: ServerConfig = serverConfig(home, github, model);
  server = spawn(process.execPath, ['--import', 'tsx', serverEntry], { stdio: ['pipe', 'pipe', 'inherit'] });
  server.stdin?.end(JSON.stringify(config));
  const output = server.stdout ?? expect.fail('The server has no output.');
  const [address] = await once(createInterface(output), 'line');
  github.app.webhookUrl = `${address}${webhookPath}`;
}

async function killServer(): Promise<void> {
  server.kill('SIGKILL');
  await once(server, 'exit');
  // The dead process's lock on the database ends after 15 s; they pass at once here.
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(path.join(home, 'server', 'database.lock'), longAgo, longAgo);
}

function goat(...args: readonly string[]) {
  return execa('node', [inject('builtCli'), ...args], { env: { GOAT_HOME: home }, reject: false });
}

async function until(what: string, happened: () => boolean): Promise<void> {
  for (let waited = 0; !happened(); waited += 20) {
    if (waited > neverMs) throw new Error(`It never happened: ${what}`);
    await pause(20);
  }
}

test('FAULT 34: killed at six boundaries, a task ends as if nothing had been, and pays no recorded reply again', {
  timeout: 600_000,
}, async () => {
  const repository = await github.createRepository({
    owner: 'corner',
    name: 'shop',
    files: await smallRepository(),
    collaborators: { alice: 'write' },
  });
  const { number } = await repository.openIssue('alice', { title: 'Sum is wrong', body: 'add(1, 2) should be 3.' });
  const arrived = (method: string, end: string) =>
    github.requests.filter((request) => request.method === method && request.path.endsWith(end)).length;
  /** Lets the work of a call be done and its reply never arrive; then kills the process and starts the next one. */
  const killInReplyOf = async (method: string, segments: string, times = 1) => {
    await until(`${method} ${segments}`, () => arrived(method, segments) >= times);
    await killServer();
    await startServer();
  };
  for (const path of ['git/commits', 'pulls']) {
    const fault = { kind: 'slow reply', milliseconds: neverMs } as const;
    github.injectFault({ method: 'POST', path: `/repos/corner/shop/${path}`, fault });
  }

  await startServer();
  await repository.comment('alice', number, '/goat fix');
  // 0: the tests of the base commit run.
  await killInReplyOf('POST', '/dispatches');
  // 1: the first call of the model is in flight.
  await until('the first model call', () => model.requests.length === 1);
  await killServer();
  await startServer();
  // 2: the commit is made, but its reply was not read and the branch is not moved.
  await killInReplyOf('POST', '/git/commits');
  // 3: the tests run, and the process waits for their end.
  await killInReplyOf('POST', '/dispatches', 2);
  // 4: the second reply of the model is recorded and its commit is on the way.
  await until(
    'the second commit',
    () => github.requests.filter(({ path }) => path.endsWith('/git/commits')).length > 2,
  );
  await killServer();
  await startServer();
  // 5: the pull request is open, but nobody was told.
  await killInReplyOf('POST', '/pulls');
  await until('the outcome', () => repository.comments(number).some(({ body }) => body.includes('Fixed')));
  await github.settled();

  expect(repository.pulls.size).toBe(1);
  expect(repository.comments(number).filter(({ user }) => user.type === 'Bot')).toHaveLength(1);
  expect(repository.runs.map(({ conclusion }) => conclusion)).toEqual(['failure', 'failure', 'success']);
  const [pull] = repository.pulls.values();
  const commits = await repository.commits(pull?.head ?? '');
  expect(commits).toHaveLength(3);
  expect(repository.runs.at(-1)?.commit.sha).toBe(commits[0]?.sha);
  // Four replies were needed; only the call that was in flight at the first kill was made again.
  expect(model.requests).toHaveLength(5);
  expect(model.failures).toEqual([]);
  expect(github.contractViolations).toEqual([]);

  // What all these processes recorded is one recording, which leads to the same patch offline.
  for (let last = ''; !last.includes('fix: **fixed**'); last = repository.comments(number).at(-1)?.body ?? '') {
    const said = repository.comments(number).length;
    await repository.comment('alice', number, '/goat status');
    await until('an answer', () => repository.comments(number).length > said + 1);
  }
  await killServer();
  const taskId = /Goat-Task: (\w+)/.exec(commits[0]?.message ?? '')?.[1] ?? '';
  const file = path.join(home, 'run.json');
  expect(await goat('export', taskId, '-o', file)).toMatchObject({ stderr: '', exitCode: 0 });
  const recording = await readFile(file, 'utf8');
  for (const secret of [model.apiKey, github.app.webhookSecret, 'ghs_']) expect(recording).not.toContain(secret);
  const replayed = await goat('replay', file, repository.gitDir, '--json');
  expect(JSON.parse(replayed.stdout)).toMatchObject({ same: true, outcome: { kind: 'fixed' }, difference: null });
  expect(JSON.parse(replayed.stdout).patch).toContain('+  return a + b;');

  await writeFile(file, recording.replace('add(1, 2) should be 3.', 'add(1, 2) should be 4.'));
  const other = await goat('replay', file, repository.gitDir);
  expect(other.stdout).toMatch(/^Step \d+ differs\.\nrecorded: model reply\nnow: {6}model reply\n/);
  expect(other.exitCode).toBe(1);
});
