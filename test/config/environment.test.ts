import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readCommandLineEnvironment, readServerEnvironment } from '../../src/config/environment.ts';
import { Refusal } from '../../src/config/refusal.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const directory = mkdtempSync(join(tmpdir(), 'goat-environment-'));
afterAll(() => rmSync(directory, { recursive: true }));

const complete = {
  APP_ID: '4711',
  PRIVATE_KEY: pkcs1,
  WEBHOOK_SECRET: 'a long random secret',
  ANTHROPIC_API_KEY: 'sk-test-key',
};

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readServerEnvironment(env);
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
  return [];
}

describe('the server’s environment', () => {
  test('has defaults for everything but the App and the model', () => {
    const config = readServerEnvironment(complete);
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      label: 'goat',
      pollSeconds: 30,
      logLevel: 'info',
      executorId: null,
      model: { name: null, baseUrl: null, smallName: null },
      limits: { iterations: 5, tokens: 1_000_000, dollars: 10, minutes: 360 },
      gitHub: { appId: 4711, apiUrl: 'https://api.github.com' },
    });
    expect(config.home).toMatch(/goatcode/);
    expect(config.secrets).toEqual({
      privateKey: pkcs8,
      webhookSecret: 'a long random secret',
      anthropicApiKey: 'sk-test-key',
      databaseUrl: null,
    });
  });

  test('is taken as set', () => {
    const config = readServerEnvironment({
      ...complete,
      ANTHROPIC_BASE_URL: 'http://model.internal:8080/',
      DATABASE_URL: 'postgres://goat:secret@db/goat',
      GITHUB_API_URL: 'https://github.example.com/api/v3/',
      GOAT_BUDGET_TOKENS: '50000',
      GOAT_EXECUTOR_ID: 'worker-1',
      GOAT_HOME: '/srv/goat',
      GOAT_LABEL: 'fix me',
      GOAT_MAX_ITERATIONS: '2',
      GOAT_MODEL: 'some-model',
      GOAT_SMALL_MODEL: 'cheap-model',
      GOAT_BUDGET_DOLLARS: '2.50',
      GOAT_MODELS_ALLOWED: 'other-model, third-model',
      GOAT_TASKS_PER_DAY: '7',
      HOST: '0.0.0.0',
      LOG_LEVEL: 'debug',
      PORT: '0',
    });
    expect(config).toMatchObject({
      home: '/srv/goat',
      host: '0.0.0.0',
      port: 0,
      label: 'fix me',
      executorId: 'worker-1',
      logLevel: 'debug',
      model: {
        name: 'some-model',
        baseUrl: 'http://model.internal:8080',
        smallName: 'cheap-model',
        allowed: ['other-model', 'third-model'],
      },
      limits: { iterations: 2, tokens: 50_000, dollars: 2.5 },
      tasksPerDay: { repository: 7, installation: 500 },
      gitHub: { apiUrl: 'https://github.example.com/api/v3' },
      secrets: { databaseUrl: 'postgres://goat:secret@db/goat' },
    });
  });

  test.each([undefined, '', '   ', 'development'])('FAULT 1: is refused with the webhook secret %j', (secret) => {
    const problems = problemsOf({ ...complete, WEBHOOK_SECRET: secret });
    expect(problems).toEqual([expect.stringMatching(/^Set WEBHOOK_SECRET to /)]);
  });

  test('is refused with one line for every problem, and exit code 2', () => {
    const problems = problemsOf({ PORT: 'http', LOG_LEVEL: 'loud', GOAT_MAX_ITERATIONS: '0' });
    for (const name of ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET', 'ANTHROPIC_API_KEY', 'PORT', 'LOG_LEVEL']) {
      expect(problems.filter((problem) => problem.includes(name))).toHaveLength(1);
    }
    expect(problems).toHaveLength(7);
    expect(problems.join('')).not.toContain('\n');
    expect(new Refusal(problems).exitCode).toBe(2);
  });

  test('FAULT 51: never repeats a value in a refusal', () => {
    const canary = 'canary-5f1d';
    const bad = Object.fromEntries(
      [
        'ANTHROPIC_BASE_URL',
        'APP_ID',
        'DATABASE_URL',
        'GITHUB_API_URL',
        'GOAT_BUDGET_TOKENS',
        'GOAT_MAX_ITERATIONS',
        'LOG_LEVEL',
        'PORT',
        'PRIVATE_KEY',
        'PRIVATE_KEY_PATH',
      ].map((name) => [name, canary]),
    );
    expect(problemsOf(bad).length).toBeGreaterThan(9);
    expect(problemsOf(bad).join('\n')).not.toContain(canary);
  });

  test.each([
    ['PKCS#1', pkcs1],
    ['PKCS#8', pkcs8],
    ['one line with \\n', pkcs1.replaceAll('\n', '\\n')],
    ['Windows line ends', pkcs1.replaceAll('\n', '\r\n')],
    ['base64', Buffer.from(pkcs1).toString('base64')],
  ])('reads a private key given as %s', (_form, value) => {
    const config = readServerEnvironment({ ...complete, PRIVATE_KEY: value });
    expect(createPrivateKey(config.secrets.privateKey).equals(privateKey)).toBe(true);
  });

  test('reads a private key from a file', () => {
    const path = join(directory, 'key.pem');
    writeFileSync(path, pkcs1);
    const config = readServerEnvironment({ ...complete, PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: path });
    expect(config.secrets.privateKey).toBe(pkcs8);
  });

  test.each([
    ['the first line alone', '-----BEGIN RSA PRIVATE KEY-----'],
    [
      'another kind of key',
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ],
    [
      'a public key',
      generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ],
    ['a file that is not there', undefined],
  ])('refuses %s as a private key', (_form, value) => {
    const problems = problemsOf({ ...complete, PRIVATE_KEY: value, PRIVATE_KEY_PATH: join(directory, 'missing.pem') });
    expect(problems).toEqual([expect.stringMatching(/^Set PRIVATE_KEY .*PRIVATE_KEY_PATH/)]);
  });

  test('sends tokens over http to this machine only', () => {
    expect(problemsOf({ ...complete, GITHUB_API_URL: 'http://github.example.com/api/v3' })).toHaveLength(1);
    expect(problemsOf({ ...complete, GITHUB_API_URL: 'http://127.0.0.1:4010' })).toEqual([]);
  });
});

describe('the command line’s environment', () => {
  test('may be empty', () => {
    expect(readCommandLineEnvironment({})).toMatchObject({
      limits: { iterations: 5, tokens: 1_000_000, dollars: 10, minutes: 360 },
      secrets: { anthropicApiKey: null, databaseUrl: null },
    });
  });

  test('tells the folder of the caller, which `npm run goat` leaves', () => {
    expect(readCommandLineEnvironment({}).callerDirectory).toBe(process.cwd());
    const npm = { INIT_CWD: '/home/someone/project', npm_lifecycle_event: 'goat' };
    expect(readCommandLineEnvironment(npm).callerDirectory).toBe('/home/someone/project');
    // A script of another package may call the installed `goat`: then its own folder counts.
    expect(readCommandLineEnvironment({ ...npm, npm_lifecycle_event: 'test' }).callerDirectory).toBe(process.cwd());
  });

  test('FAULT 51: shows tests what they need to run, and no secret', () => {
    const shown = { PATH: '/usr/bin', HOME: '/home/someone', LC_ALL: 'C.UTF-8', JAVA_HOME: '/opt/java' };
    const hidden = { ANTHROPIC_API_KEY: 'canary', NPM_TOKEN: 'canary', DATABASE_URL: 'postgres://u:canary@h/d' };
    expect(readCommandLineEnvironment({ ...shown, ...hidden }).testEnvironment).toEqual(shown);
  });

  test('is refused where a value is wrong', () => {
    expect(() => readCommandLineEnvironment({ GOAT_BUDGET_TOKENS: '1e6' })).toThrow(/GOAT_BUDGET_TOKENS must be/);
  });
});
