import { expect, test } from 'vitest';
import type { Plan } from '../../../src/agent/plan.ts';
import type { RiskyFile } from '../../../src/agent/risk/risk.ts';
import { compareWithPlan } from '../../../src/tasks/plan/compare-with-plan.ts';

const plan: Plan = {
  kind: 'bug',
  doneWhen: ['Sums are right.'],
  steps: ['Carry.'],
  files: [{ path: 'src/sum.js', change: 'edit', symbols: ['Sum#add()', 'carry'] }],
  tests: [{ path: 'test/sum.test.js', shows: 'Carries.' }],
  untouched: [],
  openQuestions: [],
};
const file = (path: string, symbols: readonly string[] = []): RiskyFile => ({
  path,
  change: 'edit',
  symbols,
  added: [],
  removed: [],
  brokenApi: [],
  isTested: true,
  needsApproval: false,
});

test('nothing is said of a patch that is as planned', () => {
  expect(compareWithPlan(plan, [file('src/sum.js', ['Sum.add', 'carry']), file('test/sum.test.js')])).toEqual([]);
});

test('other files, other symbols, and what is missing are named', () => {
  expect(compareWithPlan(plan, [file('src/sum.js', ['Sum.add', 'Sum.subtract']), file('src/other.js')])).toEqual([
    'It changes `src/other.js`, which the plan does not name.',
    'In `src/sum.js`, it also changes `Sum.subtract`.',
    'Tests that were planned are missing: `test/sum.test.js`.',
  ]);
  expect(compareWithPlan(plan, [file('test/sum.test.js')])).toEqual([
    'It leaves `src/sum.js` as it was, though planned.',
  ]);
});

test('a test that is not planned is welcome', () => {
  expect(compareWithPlan({ ...plan, tests: [] }, [file('src/sum.js'), file('test/more.test.js')])).toEqual([]);
});
