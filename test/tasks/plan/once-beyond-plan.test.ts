import { expect, test } from 'vitest';
import type { PlanRecord } from '../../../src/tasks/fix/fix-record.ts';
import { onceBeyondPlan } from '../../../src/tasks/plan/once-beyond-plan.ts';
import { fixRecord } from '../../fakes/fix-record.ts';

const plan: PlanRecord = {
  plan: {
    kind: 'bug',
    doneWhen: ['Sums are right.'],
    steps: ['Carry.'],
    files: [{ path: 'src/sum.js', change: 'edit', symbols: [] }],
    tests: [],
    untouched: [],
    openQuestions: [],
  },
  risk: { level: 'low', findings: [] },
  hash: '',
  allowedBy: null,
  from: null,
  round: { actions: [], usage: fixRecord().openUsage, modelCalls: 1 },
};

/** A check of a patch that changes these files. */
function checkOf(paths: readonly string[], planned: PlanRecord | null = plan) {
  const changes = async () => paths.map((path) => ({ path, mode: '100644' as const, before: null, after: null }));
  return onceBeyondPlan({ record: fixRecord({ plan: planned }) }, { changes });
}

test('a patch that changes much more than its plan names goes back, once', async () => {
  const check = checkOf(['src/sum.js', 'src/a.js', 'src/b.js', 'src/c.js']);
  const [problem] = await check();
  expect(problem?.message).toContain('The plan names 1 file; the edits also change 3 others: `src/a.js`, `src/b.js`');
  expect(await check()).toEqual([]);
});

test.each<[string, readonly string[], PlanRecord | null]>([
  ['that overlooked two files', ['src/sum.js', 'src/a.js', 'src/b.js'], plan],
  ['that came with tests', ['test/a.test.js', 'test/b.test.js', 'test/c.test.js', 'src/sum.js'], plan],
  ['without a plan', ['a.js', 'b.js', 'c.js'], null],
])('a patch %s does not', async (_, paths, planned) => {
  expect(await checkOf(paths, planned)()).toEqual([]);
});
