import { readWorkflowTemplate, workflowPath } from '../../src/ci/workflow-file.ts';
import { edit, finish, type ReplyBlock, readFile, shownBy } from '../fakes/script.ts';

/**
 * The smallest repository whose tests can tell a fix from a wrong attempt. Its workflow is the one that the product ships,
 * adapted as its comments invite to: there is nothing to install, and node runs the tests.
 */
export async function smallRepository(): Promise<Record<string, string>> {
  const template = await readWorkflowTemplate();
  const workflow = template
    .replace(/ {6}- name: Install\n[\s\S]*?\n\n/, '')
    .replace('npm test -- ', 'node --test ')
    .replace('          npm test\n', '          node --test\n');
  return { ...repositoryWithoutWorkflow, [workflowPath]: workflow };
}

export const repositoryWithoutWorkflow = {
  'package.json': JSON.stringify({ name: 'sum', type: 'module', scripts: { test: 'node --test' } }),
  'src/add.js': 'export function add(a, b) {\n  return a - b;\n}\n',
  'test/add.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add } from '../src/add.js';

test('adds', () => {
  assert.equal(add(1, 2), 3);
});
`,
};

const wrong = 'a - b';

/** Turns that read the file, and then let `add` return `expression`; they can be strung together. */
export function attempt(before: string, expression: string): [readonly ReplyBlock[]] {
  return [
    [
      readFile('src/add.js'),
      edit('src/add.js', `return ${before};`, `return ${expression};`),
      finish(`It returned ${before}; it now returns ${expression}.`, `Return ${expression}`),
    ],
  ];
}

/** The test `adds` fails from the beginning, and shows the issue. */
export const issueIsShown: readonly ReplyBlock[] = [shownBy('adds')];

/** A fix at once. */
export const fixAtOnce = [issueIsShown, ...attempt(wrong, 'a + b')];

/** A wrong attempt, then the fix. */
export const fixAtSecond = [issueIsShown, ...attempt(wrong, 'a * b'), ...attempt('a * b', 'a + b')];
