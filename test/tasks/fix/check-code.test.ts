import { expect, test } from 'vitest';
import type { Publisher } from '../../../src/publish/publisher.ts';
import { codeCheckOf } from '../../../src/tasks/fix/check-code.ts';
import type { Fix } from '../../../src/tasks/fix/fix.ts';
import { offline } from '../../../src/tasks/replay/offline.ts';
import type { CodeCheck } from '../../../src/validation/code-check.ts';
import type { FileChange } from '../../../src/workspace/workspace.ts';
import { fixRecord, iteration } from '../../fakes/fix-record.ts';
import { type InMemorySteps, inMemorySteps } from '../../fakes/in-memory-steps.ts';

type Found = Awaited<ReturnType<CodeCheck['run']>>;
const passes: Found = { outcome: 'passed', logTail: '' };
const fails: Found = { outcome: 'failed', logTail: 'src/add.ts:1: error TS2304: Cannot find name addd.' };

const edit: FileChange = { path: 'src/add.ts', mode: '100644', before: Buffer.from('a'), after: Buffer.from('b') };
const base = 'b'.repeat(40);

/** A check whose command ends so on what is edited, and so on the base commit. */
function checkThat(onEdits: Found, onBase: Found, { steps = inMemorySteps(), record = fixRecord() } = {}) {
  const asked: string[] = [];
  const codeCheck: CodeCheck = {
    command: 'npx tsc',
    async run({ commit, changes }) {
      asked.push(`${commit} with ${changes.length} changes`);
      return changes.length === 0 ? onBase : onEdits;
    },
  };
  const task = offline<Fix>('the world', {
    taskId: '01TASK',
    record,
    steps,
    codeCheckFor: () => codeCheck,
    saveRecord: async () => undefined,
    publisher: offline<Publisher>('GitHub', { writeTrackingComment: async () => null }),
  });
  return { check: codeCheckOf(task, { commit: base }), asked, record, steps };
}

test('a patch that passes is asked about once, and the base commit not at all', async () => {
  const { check, asked } = checkThat(passes, fails);
  expect(await check([edit])).toEqual([]);
  expect(asked).toEqual([`${base} with 1 changes`]);
});

test('what fails on the edits alone goes back with the command and what it printed', async () => {
  const { check, asked } = checkThat(fails, passes);
  const [problem] = await check([edit]);
  expect(problem?.message).toContain('`npx tsc` fails on your edits, and passes without them');
  expect(problem?.message).toContain('Cannot find name addd');
  await check([edit]);
  expect(asked.filter((one) => one === `${base} with 0 changes`)).toHaveLength(1);
});

test('what fails on the base commit, too, or cannot run there, says nothing: people are told, and it is asked no more', async () => {
  for (const onBase of [fails, { outcome: 'not run', reason: '`tsc` was not found.', logTail: '' } as const]) {
    const { check, asked, record } = checkThat(fails, onBase);
    expect(await check([edit])).toEqual([]);
    expect(record.activity).toContain('going on without `npx tsc`');
    expect(await check([edit])).toEqual([]);
    expect(asked).toHaveLength(2);
  }
});

test('the edits are those since the last commit', async () => {
  const { check, asked } = checkThat(passes, passes, { record: fixRecord({ iterations: [iteration(1)] }) });
  await check([edit]);
  expect(asked).toEqual([`${'1'.repeat(40)} with 1 changes`]);
});

test('nothing runs for a round without edits', async () => {
  const { check, asked } = checkThat(fails, passes);
  expect(await check([])).toEqual([]);
  expect(asked).toEqual([]);
});

test('a recovered task is told the same without another run', async () => {
  const first = checkThat(fails, passes);
  const found = await first.check([edit]);
  const steps: InMemorySteps = first.steps.replay();
  const second = checkThat(passes, fails, { steps });
  expect(await second.check([edit])).toEqual(found);
  expect(second.asked).toEqual([]);
});
