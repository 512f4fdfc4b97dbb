import { expect, test } from 'vitest';
import { whyStuck } from '../../../src/tasks/fix/why-stuck.ts';
import { fixRecord, iteration, report } from '../../fakes/fix-record.ts';

function failing(...messages: readonly string[]) {
  return fixRecord({
    iterations: messages.map((message, at) =>
      iteration(at + 1, {
        report: report('failed', { failed: 1, failures: [{ kind: 'failed', name: 'adds', message }] }),
      }),
    ),
  });
}

test('FAULT 46: three iterations that change nothing about what fails end the task with the tests', () => {
  expect(whyStuck(failing('2 is not 3', '2 is not 3'))).toBeNull();
  expect(whyStuck(failing('2 is not 3', '2 is not 3', '2 is not 3'))).toMatchObject({
    kind: 'tests still failing',
    reason: 'Three iterations in a row changed nothing about what fails: adds.',
  });
});

test('another message is a change, and no message tells nothing', () => {
  expect(whyStuck(failing('2 is not 3', '2 is not 3', '4 is not 3'))).toBeNull();
  expect(whyStuck(failing('', '', ''))).toBeNull();
});

test('tests that could not run twice in a row end the task', () => {
  const notRun = [1, 2].map((number) => iteration(number, { report: report('not run') }));
  expect(whyStuck(fixRecord({ iterations: notRun.slice(0, 1) }))).toBeNull();
  expect(whyStuck(fixRecord({ iterations: notRun }))).toMatchObject({ kind: 'failed' });
});
