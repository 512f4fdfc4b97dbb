import { expect, test } from 'vitest';
import { rememberFix } from '../../src/memory/remember-fix.ts';
import { fixRecord, iteration, report } from '../fakes/fix-record.ts';

const change = { files: ['src/sum.js'], symbols: [{ path: 'src/sum.js', name: 'sum' }], diff: '+return a + b;' };
const remember = (record = fixRecord(), diff = change.diff) =>
  rememberFix({ record, intent: 'bug', change: { ...change, diff }, commit: 'c'.repeat(40) });

test('a fix is kept with its task, its change, and what was tried in vain', () => {
  const failures = [{ kind: 'failed', name: 'adds up', message: 'expected 3' }] as const;
  const red = iteration(1, { subject: 'Multiply', report: report('failed', { failed: 1, failures }) });
  expect(remember(fixRecord({ iterations: [red, iteration(2)] }))).toMatchObject({
    issue: { number: 7, title: 'Sum is wrong' },
    intent: 'bug',
    summary: 'The sum forgot the carry.',
    ...change,
    wrongTurns: ['Multiply: then failed: adds up'],
    base: 'b'.repeat(40),
    commit: 'c'.repeat(40),
    branch: 'goat/issue-7-sum-is-wrong',
    refusal: null,
  });
});

test('FAULT 49: what only a model would see of an issue is not kept', () => {
  const body = `Wrong.\u200b<!-- order -->\u{e0041}`;
  const issue = { number: 7, title: 'Sum\u202e is wrong', body, url: null };
  expect(remember(fixRecord({ issue })).issue).toEqual({ number: 7, title: 'Sum is wrong', body: 'Wrong.' });
});

test('FAULT 51: no secret is kept, of an issue or of a diff', () => {
  const token = `ghp_${'a1B2'.repeat(9)}`;
  const issue = { number: 7, title: 'Sum', body: `My token is ${token}`, url: null };
  expect(JSON.stringify(remember(fixRecord({ issue }), `+const token = '${token}';`))).not.toContain(token);
});

test('what is kept is bounded, whatever the fix was', () => {
  const issue = { number: 7, title: 'x'.repeat(10_000), body: 'y'.repeat(262_144), url: null };
  expect(JSON.stringify(remember(fixRecord({ issue }), 'z\n'.repeat(100_000))).length).toBeLessThan(20_000);
});
