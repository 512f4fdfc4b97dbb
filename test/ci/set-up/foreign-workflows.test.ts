import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { firesForOurs } from '../../../src/ci/set-up/branch-filter.ts';
import { findForeignWorkflows } from '../../../src/ci/set-up/foreign-workflows.ts';
import { guardWorkflow } from '../../../src/ci/set-up/guard-workflow.ts';

const jobs = 'permissions: {contents: read}\njobs:\n  a:\n    runs-on: x\n    steps: [{run: make}]\n';

function find(text: string) {
  return findForeignWorkflows({ texts: { '.github/workflows/ci.yml': text } });
}

describe('a workflow that runs for our branches', () => {
  test.each([
    ['on: push', ['push']],
    ['on: [push, pull_request]', ['push', 'pull_request']],
    ["on: {push: {branches: ['**']}}", ['push']],
    ["on: {push: {branches: ['goat/*']}}", ['push']],
    ["on: {push: {branches: [main, '*/*']}}", ['push']],
    ['on: {push: {branches-ignore: [main]}}', ['push']],
    ["on: {push: {branches: ['**', '!goat/**', '*/issue*']}}", ['push']],
    ['on: {push: {paths: [src/**]}}', ['push']],
    ['on: create', ['create']],
    ['on: {pull_request_target: {types: [opened]}}', ['pull_request_target']],
  ])('is found by %s', (on, events) => {
    expect(find(`${on}\n${jobs}`)).toEqual([{ path: '.github/workflows/ci.yml', events, reaches: [] }]);
  });

  test.each([
    'on: {push: {branches: [main]}}',
    "on: {push: {branches: ['*']}}",
    "on: {push: {branches: ['**', '!goat/**']}}",
    "on: {push: {branches-ignore: ['goat/**']}}",
    "on: {push: {tags: ['v*']}}",
    'on: {schedule: [{cron: "0 0 * * *"}]}',
    'on: workflow_dispatch',
    'no workflow',
    '{',
  ])('is not found by %s', (on) => {
    expect(find(`${on}\n${jobs}`)).toEqual([]);
  });

  test('our own one is none', () => {
    expect(findForeignWorkflows({ texts: { '.github/workflows/goat.yml': `on: push\n${jobs}` } })).toEqual([]);
  });

  test('FAULT 59: patterns of any length are compared in bounded time', () => {
    expect(firesForOurs({ branches: ['*'.repeat(100_000), '(a+)+'.repeat(50_000), '[z-a]'] })).toBe(true);
  });
});

describe('what its code could reach', () => {
  const secret = (name: string) => `\${{ secrets.${name} }}`;
  test.each([
    ['a secret', `env: {A: '${secret('NPM_TOKEN')}'}\n${jobs}`, 'the secret NPM_TOKEN'],
    ['all secrets at once', `env: {A: '\${{ toJSON(secrets) }}'}\n${jobs}`, 'all secrets, which it reads'],
    ['one by a computed name', `env: {A: '\${{ secrets[matrix.key] }}'}\n${jobs}`, 'all secrets, which it reads'],
    [
      'secrets, once each',
      `env: {A: '${secret('B')}', C: '${secret('A')}', D: '${secret('A')}'}\n${jobs}`,
      'the secrets A, B',
    ],
    [
      'an environment',
      'permissions: {}\njobs: {a: {runs-on: x, environment: {name: production}, steps: []}}\n',
      'the environment production',
    ],
    [
      'a token that may write',
      'jobs: {a: {runs-on: x, permissions: {id-token: write, contents: read}, steps: []}}\n',
      'a token that may write id-token',
    ],
    ['everything', 'permissions: write-all\njobs: {}\n', 'a token that may write everything'],
    [
      'secrets that are handed on',
      'permissions: {}\njobs: {a: {uses: ./b.yml, secrets: inherit}}\n',
      'all secrets, which it hands on',
    ],
    [
      'what the repository gives by default',
      'jobs: {a: {runs-on: x, steps: []}}\n',
      'default rights, because it names no `permissions`',
    ],
  ])('%s', (_, rest, reached) => {
    expect(find(`on: push\n${rest}`)[0]?.reaches).toEqual([expect.stringContaining(reached)]);
  });

  test('the token of the run alone is no secret of the repository', () => {
    expect(find(`on: push\nenv: {A: '${secret('GITHUB_TOKEN')}'}\n${jobs}`)[0]?.reaches).toEqual([]);
  });
});

describe('keeping it off', () => {
  test.each([
    ['a word', 'on: push\n', "on:\n  push:\n    branches-ignore: ['goat/**']\n"],
    ['a list', 'on: [push, pull_request]\n', "on:\n  push:\n    branches-ignore: ['goat/**']\n  pull_request:\n"],
    [
      'a list in lines',
      'on:\n  - pull_request\n  - push\n',
      "on:\n  pull_request:\n  push:\n    branches-ignore: ['goat/**']\n",
    ],
    [
      'an event without a filter',
      'on:\n    push:\n    pull_request:\n',
      "on:\n    push:\n      branches-ignore: ['goat/**']\n    pull_request:\n",
    ],
    [
      'a filter for paths',
      'on:\n  push:\n    paths: [src]\n',
      "on:\n  push:\n    branches-ignore: ['goat/**']\n    paths: [src]\n",
    ],
    [
      'a filter in one line',
      'on: {push: {paths: [src]}}\n',
      "on: {push: {branches-ignore: ['goat/**'], paths: [src]}}\n",
    ],
    [
      'branches',
      "on:\n  push:\n    branches: ['**'] # all\n",
      "on:\n  push:\n    branches: ['**', '!goat/**'] # all\n",
    ],
    ['one branch', "on: {push: {branches: '**'}}\n", "on: {push: {branches: ['**', '!goat/**']}}\n"],
    [
      'branches in lines',
      "on:\n  push:\n    branches:\n      - main\n      - '*/*' # ours too\n",
      "on:\n  push:\n    branches:\n      - main\n      - '*/*' # ours too\n      - '!goat/**'\n",
    ],
    [
      'branches that it ignores',
      'on:\n  push:\n    branches-ignore:\n    - gh-pages\n',
      "on:\n  push:\n    branches-ignore:\n    - gh-pages\n    - 'goat/**'\n",
    ],
  ])('%s: the fewest lines are changed, and everything else stays', (_, before, after) => {
    const [head, rest] = ['# Ours\nname:   CI\n', `\n# what it does\n${jobs}`];
    const guarded = guardWorkflow(head + before + rest);
    expect(guarded).toBe(head + after + rest);
    expect(firesForOurs(parse(guarded ?? '').on.push)).toBe(false);
  });

  test('line ends of Windows stay', () => {
    expect(guardWorkflow('on: push\r\njobs: {}\r\n')).toBe(
      "on:\r\n  push:\r\n    branches-ignore: ['goat/**']\r\njobs: {}\r\n",
    );
  });

  test.each([
    ['an anchor', 'on: {push: &a {paths: [x]}, pull_request: *a}\njobs: {}\n'],
    ['comments inside of a list', 'on: [push, # always\n  create]\njobs: {}\n'],
    ['another event', 'on: create\njobs: {}\n'],
    ['what is no YAML', 'on: [push\n'],
    ['a list in place of a workflow', '- push\n'],
  ])('%s is left to a person', (_, text) => {
    expect(guardWorkflow(text)).toBeNull();
  });
});
