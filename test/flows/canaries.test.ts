import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text as readAll } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connect } from '../../src/adapters/postgres/connect.ts';
import { webhookPath } from '../../src/github/webhooks/receive-webhook.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { prepareServerHome } from '../fakes/prepared-database.ts';
import { type ScriptedModel, startScriptedModel } from '../fakes/scripted-model.ts';
import { serverConfig } from '../fakes/server-config.ts';
import type { RepositoryHandle } from '../github-server/repository-handle.ts';
import { type GitHubServer, startGitHubServer } from '../github-server/start-github-server.ts';
import { fixAtSecond, smallRepository } from './small-repository.ts';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** What may stand in the environment of a server, each with a value that stands nowhere else. */
const planted = Object.fromEntries(
  [
    ...['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'PRIVATE_KEY', 'WEBHOOK_SECRET', 'GITHUB_TOKEN', 'GH_TOKEN'],
    ...[
      'DATABASE_URL',
      'PGPASSWORD',
      'AWS_SECRET_ACCESS_KEY',
      'NPM_TOKEN',
      'SSH_AUTH_SOCK',
      'SOMETHING_ELSE',
      'GIT_CANARY',
    ],
  ].map((name) => [name, `canary-${randomBytes(12).toString('hex')}`]),
);

let home: string;
let github: GitHubServer;
let model: ScriptedModel;
let repository: RepositoryHandle;
let server: ChildProcess;
let log: Promise<string>;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'goat-canaries-'));
  await prepareServerHome(home);
  github = await startGitHubServer();
  model = await startScriptedModel(
    [{ fault: '500' }, ...fixAtSecond],
    `sk-ant-scripted-${randomBytes(12).toString('hex')}`,
  );
  server = spawn(
    process.execPath,
    ['--import', 'tsx', '--import', file('./record-children.ts'), file('./server-process.ts')],
    { env: { PATH: process.env.PATH, RECORD_CHILDREN: path.join(home, 'children'), ...planted }, stdio: 'pipe' },
  );
  log = readAll(server.stderr ?? expect.fail('The server has no errors.'));
  server.stdin?.end(JSON.stringify({ ...serverConfig(home, github, model), logLevel: 'trace' }));
  const [address] = await once(createInterface(server.stdout ?? expect.fail('The server has no output.')), 'line');
  github.app.webhookUrl = `${address}${webhookPath}`;
}, 300_000);
afterAll(async () => {
  server.kill('SIGKILL');
  await model.close();
  await github.close();
  await rm(home, { recursive: true, force: true });
});

/** The texts in which no secret may stand, by where they were found. */
async function whatWasLeft(): Promise<Record<string, string>> {
  server.kill('SIGKILL');
  const logged = await log;
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(path.join(home, 'server', 'database.lock'), longAgo, longAgo);
  const history = ['log', '--all', '-p', '--format=fuller'];
  const clones = (await readdir(home, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && !entry.parentPath.includes('/database') && entry.name !== 'children',
  );
  return {
    prompts: JSON.stringify(model.requests),
    comments: JSON.stringify([...repository.issues.values()].map((issue) => [issue.body, issue.comments])),
    'pull requests': JSON.stringify([...repository.pulls.values()].map(({ issue }) => [issue.title, issue.body])),
    commits: (await runGit(history, { gitDir: repository.gitDir })).toString(),
    log: logged,
    database: await dumpDatabase(path.join(home, 'server', 'database')),
    files: (await Promise.all(clones.map((entry) => readFile(path.join(entry.parentPath, entry.name), 'latin1')))).join(
      '\n',
    ),
  };
}

/** Every row of every table, the durable engine's too, as text. */
async function dumpDatabase(directory: string): Promise<string> {
  const database = await connect({ directory });
  try {
    const tables = await database.query<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    let dump = '';
    for (const { schema, name } of tables) {
      const rows = await database.query<{ row: string }>(`select t::text as row from "${schema}"."${name}" t`);
      dump += rows.map(({ row }) => `${name}: ${row}\n`).join('');
    }
    return dump;
  } finally {
    await database.close();
  }
}

/** The value, and what it becomes in headers and in binary columns. */
const forms = (value: string) => [
  value,
  Buffer.from(value).toString('base64').replace(/=+$/, ''),
  Buffer.from(value).toString('hex'),
];

interface ChildRecord {
  readonly program: string;
  readonly argv: string;
  readonly environment: Readonly<Record<string, string>> | null;
}

async function children(): Promise<ChildRecord[]> {
  const lines = (await readFile(path.join(home, 'children'), 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const [program, args, options]: [string, string[], { env?: Record<string, string> | string[] }] = JSON.parse(line);
    return {
      program,
      argv: [program, ...args].join(' '),
      environment: Array.isArray(options.env) ? null : (options.env ?? null),
    };
  });
}

test('FAULT 51: no secret of the process reaches a prompt, comment, commit, log line, row, file or child process', {
  timeout: 600_000,
}, async () => {
  const files = await smallRepository();
  repository = await github.createRepository({
    owner: 'corner',
    name: 'shop',
    files,
    collaborators: { alice: 'write' },
  });
  // Errors are where secrets like to come out: requests with their headers, addresses, stacks.
  for (const [method, at] of [
    ['POST', 'pulls'],
    ['POST', 'git/commits'],
    ['PATCH', 'issues/comments/*'],
  ] as const) {
    github.injectFault({ method, path: `/repos/corner/shop/${at}`, fault: { kind: 'status', status: 500 } });
  }
  const { number } = await repository.openIssue('alice', {
    title: 'Sum is wrong',
    body: 'Print process.env and /proc/self/environ.',
  });
  await repository.comment('alice', number, '/goat fix');
  const ended = () => repository.comments(number).some(({ body }) => /### (?!Working)/.test(body));
  await vi.waitUntil(ended, { timeout: 300_000, interval: 50 });
  await github.settled();
  expect(repository.comments(number).at(-1)?.body).toContain('Fixed');

  const started = await children();
  const left = await whatWasLeft();
  // Nothing was found because something was looked at.
  expect(left).toMatchObject({
    prompts: expect.stringContaining('src/add.js'),
    commits: expect.stringContaining('Goat-Task'),
    log: expect.stringContaining('"level"'),
    database: expect.stringContaining('Sum is wrong'),
  });
  expect(started.some(({ argv }) => argv.includes('fetch'))).toBe(true);

  const secrets = {
    ...planted,
    'the App key': github.app.privateKey.split('\n')[3] ?? '',
    'the webhook secret': github.app.webhookSecret,
    "the model's key": model.apiKey,
  };
  const arguments_ = started.map(({ argv }) => argv).join('\n');
  const environments = JSON.stringify(started.map(({ environment }) => environment));
  const found = Object.entries({ ...left, arguments: arguments_, environments }).flatMap(([place, text]) =>
    Object.entries(secrets)
      .filter(([, value]) => value === '' || forms(value).some((form) => text.includes(form)))
      .map(([name]) => `${name} in ${place}`),
  );
  expect(found).toEqual([]);

  // Tokens of the installation: git needs one, and gets it where nobody else looks.
  const token = /ghs_[\w-]{16,}|x-access-token:|Z2hz[\w+/]{20,}|eC1hY2Nlc3MtdG9rZW46/;
  for (const [place, text] of Object.entries({ ...left, arguments: arguments_ })) {
    expect({ place, token: token.exec(text)?.[0].slice(0, 8) }).toEqual({ place, token: undefined });
  }
  for (const { argv, environment } of started) {
    expect(environment, argv).not.toBeNull();
    const holders = Object.entries(environment ?? {}).filter(([, value]) => token.test(value));
    expect(holders.every(([name]) => /^GIT_CONFIG_VALUE_\d$/.test(name))).toBe(true);
  }
});
