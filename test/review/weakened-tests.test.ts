import { expect, test } from 'vitest';
import { weakenedTests } from '../../src/review/facts/weakened-tests.ts';
import { findTampering } from '../../src/validation/tamper-gate.ts';
import { change } from '../validation/tamper-gate/changes.ts';

const cases = (...names: readonly string[]) =>
  names.map((name) => `it('${name}', () => {\n  expect(total('${name}')).toBe(1);\n});\n`).join('');

async function titlesFor(before: string, after: string) {
  const found = weakenedTests(await findTampering([change('test/cart.test.js', before, after)]));
  return found.map(({ title }) => title);
}

test('one or two weakened tests are a finding each, which names the test', async () => {
  expect(await titlesFor(cases('adds', 'rounds', 'sums'), cases('sums'))).toEqual([
    'The test `adds` would be deleted, or no longer be found as a test.',
    'The test `rounds` would be deleted, or no longer be found as a test.',
  ]);
});

test('more of a kind in one file are one finding, which names them all', async () => {
  expect(await titlesFor(cases('adds', 'rounds', 'sums', 'ends'), cases('ends'))).toEqual([
    'The test `adds` would be deleted, or no longer be found as a test. Likewise 2 more in this file: `rounds`, `sums`.',
  ]);
});

test('new values are no finding', async () => {
  expect(await titlesFor(cases('adds'), cases('adds').replace('toBe(1)', 'toBe(2)'))).toEqual([]);
});
