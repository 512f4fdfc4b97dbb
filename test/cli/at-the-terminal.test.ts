import { expect, test } from 'vitest';
import { atTheTerminal } from '../../src/cli/at-the-terminal.ts';

test.each([
  [
    'Make the tests run on this commit, then comment `/goat fix` again.',
    'Make the tests run on this commit, then run goat fix again.',
  ],
  ['Comment `/goat fix` to have it planned anew.', 'Run goat fix to have it planned anew.'],
  [
    'Where something has to change, comment `/goat fix` with what.',
    'Where something has to change, say in the issue what, and run goat fix again.',
  ],
])('what stops a fix before it begins keeps its own next step: %s', (next, words) => {
  expect(atTheTerminal({ kind: 'declined', reason: 'It cannot.', next })).toEqual({
    kind: 'declined',
    reason: 'It cannot.',
    next: words,
  });
});

test('each budget of a fix is named by what raises it', () => {
  const reason = 'The budget of $2.00 is spent ($2.00 used).';
  const next = 'Comment `/goat fix` with a narrower hint, or let the operator raise the budget.';
  const words = atTheTerminal({ kind: 'budget exceeded', reason, next }).next;
  for (const option of ['--budget-tokens', '--budget ', 'GOAT_BUDGET_MINUTES']) expect(words).toContain(option);
});
