import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { composeServer, type ServerGoat } from '../../src/compose/server.ts';
import { readCommandLineEnvironment, type ServerConfig } from '../../src/config/environment.ts';
import { Refusal } from '../../src/config/refusal.ts';
import { webhookPath } from '../../src/github/webhooks/receive-webhook.ts';
import { type FixRecord, roundsOf } from '../../src/tasks/fix/fix-record.ts';
import type { Outcome } from '../../src/tasks/outcome.ts';
import { addUsage, inputOf, noUsage } from '../../src/text/usage.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { listen } from '../fakes/listen.ts';
import { startScriptedModel } from '../fakes/scripted-model.ts';
import { serverConfig } from '../fakes/server-config.ts';
import type { RepositoryHandle } from '../github-server/repository-handle.ts';
import { type GitHubServer, startGitHubServer } from '../github-server/start-github-server.ts';
import type { Narrator } from './narrator.ts';
import { demoIssue, demoRepositoryFiles } from './repository.ts';
import { demoScript } from './script.ts';
import { watchTask } from './watch-task.ts';

/** What `goat demo --json` prints. */
export interface DemoResult extends Pick<FixRecord, 'baseline' | 'reproduction' | 'iterations'> {
  readonly task: string;
  readonly outcome: Outcome;
  readonly issue: number;
  readonly pullRequest: {
    readonly number: number;
    readonly title: string;
    readonly body: string;
    readonly draft: boolean;
  } | null;
  readonly branch: string | null;
  readonly commits: readonly { readonly sha: string; readonly verified: boolean | null }[];
  readonly evidence: {
    readonly commit: string;
    readonly run: string | null;
    readonly passed: number;
    readonly failed: number;
  } | null;
  readonly usage: typeof noUsage;
  readonly seconds: number;
}

/**
 * The whole loop on this machine: the app, a GitHub of its own with a small repository, and a scripted model, or with
 * `live` the real one.
 */
export async function runDemo({ live, narrate }: { live: boolean; narrate: Narrator }): Promise<DemoResult> {
  const start = performance.now();
  const home = await mkdtemp(path.join(tmpdir(), 'goat-demo-'));
  const github = await startGitHubServer();
  const model = live ? null : await startScriptedModel(demoScript);
  try {
    const goat = await composeServer(demoConfig(home, github, model));
    const server = createServer(goat.handle);
    try {
      github.app.webhookUrl = `${await listen(server)}${webhookPath}`;
      return await tell({ goat, github, narrate, live, start });
    } finally {
      server.close();
      await goat.close();
    }
  } finally {
    await model?.close();
    await github.close();
    await rm(home, { recursive: true, force: true });
  }
}

interface Scene {
  readonly goat: ServerGoat;
  readonly github: GitHubServer;
  readonly narrate: Narrator;
  readonly live: boolean;
  /** Of `performance.now()`. */
  readonly start: number;
}

async function tell({ goat, github, narrate, live, start }: Scene): Promise<DemoResult> {
  narrate.chapter('A repository with an issue');
  const repository = await github.createRepository({
    owner: 'corner',
    name: 'shop',
    files: await demoRepositoryFiles(),
    collaborators: { alice: 'write' },
  });
  const issue = await repository.openIssue('alice', demoIssue);
  narrate.text(`corner/shop #${issue.number}: ${issue.title}\n\n${issue.body}`);

  narrate.chapter(
    live ? 'alice asks for a fix (the real model answers)' : 'alice asks for a fix (a scripted model answers)',
  );
  await repository.comment('alice', issue.number, '/goat fix');
  narrate.event('@alice comments /goat fix; GitHub delivers it signed, the app answers at once');
  const taskId = await watchTask(goat, repository, issue.number, narrate);
  await github.settled();

  const outcome = await goat.store.outcome(taskId);
  const record = await goat.store.record(taskId);
  if (!outcome || !record) throw new Error('The task left no outcome.');
  const result = await describe(taskId, outcome, record, repository, start);
  await showEnding(narrate, result, record, repository);
  if (github.contractViolations.length > 0) {
    throw new Error(`GitHub's API was not used as it is described: ${JSON.stringify(github.contractViolations)}`);
  }
  return result;
}

async function describe(
  task: string,
  outcome: Outcome,
  record: FixRecord,
  repository: RepositoryHandle,
  start: number,
): Promise<DemoResult> {
  const pull = record.pullRequest ? repository.pulls.get(record.pullRequest.number) : undefined;
  const last = record.iterations.at(-1);
  return {
    task,
    outcome,
    issue: record.issue.number,
    pullRequest: pull
      ? { number: pull.issue.number, title: pull.issue.title, body: pull.issue.body, draft: pull.draft }
      : null,
    branch: record.branch,
    commits: [record.reproduction?.commit, ...record.iterations.map(({ commit }) => commit)].flatMap((commit) =>
      commit ? [{ sha: commit.sha, verified: commit.verified }] : [],
    ),
    baseline: record.baseline,
    reproduction: record.reproduction,
    iterations: record.iterations,
    evidence: last
      ? {
          commit: last.report.commit,
          run: last.report.url,
          passed: last.report.results.passed,
          failed: last.report.results.failed,
        }
      : null,
    usage: roundsOf(record)
      .map(({ usage }) => usage)
      .reduce(addUsage, noUsage),
    seconds: Number(((performance.now() - start) / 1000).toFixed(1)),
  };
}

async function showEnding(
  narrate: Narrator,
  { pullRequest, outcome, usage, seconds, branch }: DemoResult,
  record: FixRecord,
  repository: RepositoryHandle,
): Promise<void> {
  if (pullRequest) {
    narrate.chapter(`Pull request #${pullRequest.number}${pullRequest.draft ? ' (draft)' : ''}`);
    narrate.text(`${pullRequest.title}\n\n${pullRequest.body}`);
  }
  if (record.base && branch) {
    narrate.chapter('The diff');
    const range = [record.base.sha, `refs/heads/${branch}`];
    narrate.text((await runGit(['diff', '--no-color', ...range, '--'], { gitDir: repository.gitDir })).toString());
  }
  narrate.chapter(`${outcome.kind}, in ${seconds} s`);
  const input = inputOf(usage);
  narrate.text(
    `${outcome.reason}\n${input} tokens in (${Math.round((100 * usage.cacheReadTokens) / Math.max(1, input))} % from cache), ${usage.outputTokens} out`,
  );
}

/** A key in the environment bills nothing here unless `--live` was said. */
function demoConfig(home: string, github: GitHubServer, model: { url: string; apiKey: string } | null): ServerConfig {
  const environment = readCommandLineEnvironment();
  const apiKey = model?.apiKey ?? environment.secrets.anthropicApiKey;
  if (apiKey === null) throw new Refusal(['Set ANTHROPIC_API_KEY for goat demo --live, or leave --live away.']);
  const config = serverConfig(home, github, model ?? { url: '', apiKey });
  return {
    ...config,
    logLevel: 'fatal',
    pollSeconds: 30,
    limits: environment.limits,
    model: model ? config.model : environment.model,
  };
}
