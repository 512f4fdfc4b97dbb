import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutcomeKind } from '../../src/tasks/outcome.ts';
import { type GoatOnGitHub, startGoatOnGitHub } from '../fakes/goat-on-github.ts';
import { call, createFile, edit, finish, notShown, readFile, type Turn, text } from '../fakes/script.ts';
import { attempt, issueIsShown, smallRepository } from './small-repository.ts';

/** One run of the agent: what the model says, and how the task has to end. */
interface Run {
  readonly turns: readonly Turn[];
  readonly ends: OutcomeKind;
  /** A part of the reason that people are given. */
  readonly because?: string;
  /** What `src/add.js` holds at the head of the pull request; null where there must be none. */
  readonly source?: string | null;
}

const mended = 'return a + b;';
const mend = attempt('a - b', 'a + b')[0];
const editNothing = edit('src/add.js', 'return a % b;', 'return a + b;');
const done = finish('It returned a - b; it now returns a + b.', 'Return a + b');
const diff = `--- a/src/add.js
+++ b/src/add.js
@@ -1,3 +1,3 @@
 export function add(a, b) {
-  return a - b;
+  return a + b;
 }
`;

const runs: Readonly<Record<string, Run>> = {
  'replaces the whole function': {
    turns: [
      issueIsShown,
      [
        readFile('src/add.js'),
        call('edit_symbol', {
          path: 'src/add.js',
          symbol: 'add',
          action: 'replace',
          content: 'export function add(a, b) {\n  return a + b;\n}',
        }),
        done,
      ],
    ],
    ends: 'fixed',
    source: mended,
  },
  'gives a patch': {
    turns: [issueIsShown, [readFile('src/add.js'), call('apply_patch', { patch: diff }), done]],
    ends: 'fixed',
    source: mended,
  },
  'puts the code into a new file': {
    turns: [
      issueIsShown,
      [
        createFile('src/sum.js', 'export const sum = (a, b) => a + b;\n'),
        readFile('src/add.js'),
        edit('src/add.js', 'export function add', "import { sum } from './sum.js';\n\nexport function add"),
        edit('src/add.js', 'a - b', 'sum(a, b)'),
        done,
      ],
    ],
    ends: 'fixed',
    source: 'return sum(a, b);',
  },
  'looks around before it edits': {
    turns: [
      issueIsShown,
      [call('list_files', {}), call('search_code', { query: 'add two numbers' }), call('find_uses', { symbol: 'add' })],
      mend,
    ],
    ends: 'fixed',
    source: mended,
  },
  'is told that its search text is nowhere': {
    turns: [
      issueIsShown,
      [readFile('src/add.js'), editNothing],
      { expect: ['return a - b;'], reply: [edit('src/add.js', 'return a - b;', mended), done] },
    ],
    ends: 'fixed',
    source: mended,
  },
  'breaks the syntax and is told before a test runs': {
    turns: [issueIsShown, [edit('src/add.js', 'return a - b;', 'return (a + b;')], { expect: 'syntax', reply: mend }],
    ends: 'fixed',
    source: mended,
  },
  'leaves a placeholder and is told': {
    turns: [
      issueIsShown,
      [edit('src/add.js', 'return a - b;', '// rest of the code unchanged\n  return a + b;'), done],
      {
        expect: 'stands for code that was left out',
        reply: [edit('src/add.js', '  // rest of the code unchanged\n', ''), done],
      },
    ],
    ends: 'fixed',
    source: mended,
  },
  'asks for a tool that does not exist': {
    turns: [
      issueIsShown,
      [call('run_shell', { command: 'cat /etc/passwd' })],
      { expect: 'There is no tool of this name', reply: mend },
    ],
    ends: 'fixed',
    source: mended,
  },
  'talks where it should work': {
    turns: [issueIsShown, [text('I would return a + b.')], { expect: 'finish', reply: mend }],
    ends: 'fixed',
    source: mended,
  },
  'is cut off and goes on': {
    turns: [issueIsShown, { reply: [text('Let me think about')], stopReason: 'max_tokens' }, mend],
    ends: 'fixed',
    source: mended,
  },
  'thinks before it edits': {
    turns: [issueIsShown, [{ type: 'thinking', thinking: 'It subtracts.', signature: 'c2lnbmVk' }, ...mend]],
    ends: 'fixed',
    source: mended,
  },
  'answers while the model is overloaded': {
    turns: [{ fault: '529' }, issueIsShown, { fault: 'error in stream' }, { fault: 'connection reset' }, mend],
    ends: 'fixed',
    source: mended,
  },
  'sends a broken call once': {
    turns: [issueIsShown, { fault: 'malformed tool input' }, mend],
    ends: 'fixed',
    source: mended,
  },
  'makes the same failing edit for ever': {
    turns: [issueIsShown, [readFile('src/add.js'), editNothing], [editNothing], [editNothing]],
    ends: 'failed',
    because: 'stuck',
    source: null,
  },
  'only ever talks': {
    turns: [issueIsShown, [text('Hm.')], [text('Hm.')], [text('Hm.')]],
    ends: 'failed',
    because: 'stuck',
    source: null,
  },
  'refuses to work on it': {
    turns: [issueIsShown, { reply: [], stopReason: 'refusal' }],
    ends: 'failed',
    because: 'declined to work',
    source: null,
  },
  'never mends what validation refuses': {
    turns: [
      issueIsShown,
      [edit('src/add.js', 'return a - b;', '// rest of the code unchanged\n  return a + b;'), done],
      [done],
      [done],
      [done],
    ],
    ends: 'failed',
    because: 'did not pass validation',
    source: null,
  },
  'finds that nothing is wrong after it planned': {
    turns: [[notShown('It is right.')], [finish('It is right.', 'Nothing')], [finish('It is right.', 'Nothing')]],
    ends: 'declined',
    because: 'It is right.',
    source: null,
  },
  'breaks another test and mends that': {
    turns: [
      issueIsShown,
      [edit('src/add.js', 'return a - b;', 'return 3;'), done],
      { expect: 'adds zero', reply: [edit('src/add.js', 'return 3;', mended), done] },
    ],
    ends: 'fixed',
    source: mended,
  },
};

const zeroTest = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add } from '../src/add.js';

test('adds zero', () => {
  assert.equal(add(0, 0), 0);
});
`;

let world: GoatOnGitHub;
beforeAll(async () => {
  world = await startGoatOnGitHub(Object.fromEntries(Object.entries(runs).map(([name, { turns }]) => [name, turns])));
});
afterAll(async () => {
  expect(world.github.contractViolations).toEqual([]);
  expect(world.model.failures).toEqual([]);
  await world.close();
});

describe.concurrent('an agent that', { timeout: 600_000 }, () => {
  test.each(Object.entries(runs))('%s', async (title, { ends, because = '', source }) => {
    const files = { ...(await smallRepository()), 'test/zero.test.js': zeroTest };
    const repository = await world.createRepository(files, title.replaceAll(' ', '-'));
    const { number } = await repository.openIssue('alice', { title, body: 'add(1, 2) should be 3.' });
    await repository.comment('alice', number, '/goat fix');
    const outcome = await world.outcome(repository, number);
    expect(outcome).toEqual({ kind: ends, reason: expect.stringContaining(because), next: expect.any(String) });
    const [comment] = repository.comments(number).filter(({ user }) => user.login === 'goat[bot]');
    expect(comment?.body).toContain(because || 'Fixed');
    const [pull] = repository.pulls.values();
    if (source === null) expect(pull).toBeUndefined();
    else expect(await repository.read(pull?.head ?? '', 'src/add.js')).toContain(source);
  });
});
