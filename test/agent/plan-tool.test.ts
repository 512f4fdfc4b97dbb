import { expect, test } from 'vitest';
import { newPlanning } from '../../src/agent/plan.ts';
import { onlyOncePlanned, planTool } from '../../src/agent/plan-tool.ts';
import { inMemorySteps } from '../fakes/in-memory-steps.ts';
import { done, tool } from './replies.ts';

const plan = {
  kind: 'bug',
  doneWhen: ['Sums are right.'],
  steps: ['Carry.'],
  files: [{ path: './src/sum.js', change: 'edit' }],
};

test('a plan is kept, its paths as git has them, and ends the round', async () => {
  const planning = newPlanning();
  const result = await planTool(planning).run(plan, inMemorySteps());
  expect(result).toMatchObject({ kind: 'done', endsRound: true });
  expect(planning.plan).toEqual({
    ...plan,
    files: [{ path: 'src/sum.js', change: 'edit', symbols: [] }],
    tests: [],
    untouched: [],
    openQuestions: [],
  });
  expect(planning.isAccepted).toBe(false);
});

test.each([
  ['nothing', {}],
  ['no text', null],
  ['an empty step', { ...plan, steps: [' '] }],
  ['a kind that there is not', { ...plan, kind: 'whim' }],
  ['keys of its own', { ...plan, approvedBy: 'alice' }],
  ['more than can be read', { ...plan, steps: Array.from({ length: 21 }, () => 'x') }],
  ['a novel', { ...plan, steps: ['x'.repeat(262_144)] }],
])('FAULT 46: a plan with %s is refused with what is wrong', async (_, input) => {
  const planning = newPlanning();
  expect(await planTool(planning).run(input, inMemorySteps())).toMatchObject({ kind: 'refused' });
  expect(planning.plan).toBeNull();
});

test('FAULT 49: hidden characters of a plan are dropped', async () => {
  const planning = newPlanning();
  await planTool(planning).run({ ...plan, steps: ['Car\u{e0041}ry\u200b.'] }, inMemorySteps());
  expect(planning.plan?.steps).toEqual(['Carry.']);
});

test('there is one plan: another is refused once it is accepted', async () => {
  const planning = newPlanning();
  await planTool(planning).run(plan, inMemorySteps());
  planning.isAccepted = true;
  expect(await planTool(planning).run({ ...plan, steps: ['More.'] }, inMemorySteps())).toMatchObject({
    kind: 'refused',
  });
  expect(planning.plan?.steps).toEqual(['Carry.']);
});

test('nothing is edited before the plan is accepted, not even in the reply that makes it', async () => {
  const planning = newPlanning();
  const edit = tool('edit_file', () => done);
  const [guarded = edit] = onlyOncePlanned(planning, [edit]);
  await planTool(planning).run(plan, inMemorySteps());
  expect(await guarded.run({ path: 'a' }, inMemorySteps())).toMatchObject({ kind: 'refused' });
  expect(edit.inputs).toEqual([]);
  planning.isAccepted = true;
  expect(await guarded.run({ path: 'a' }, inMemorySteps())).toEqual(done);
});
