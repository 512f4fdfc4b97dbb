import { expect, test } from 'vitest';
import { describePatch } from '../../src/patching/describe-patch.ts';

test('FAULT 52: what a refused path holds does not reach the terminal', () => {
  const refused = [{ edit: 1, path: 'a\u001b[2J\0', reason: 'It is refused:\n1\tx\r' }];
  expect(describePatch({ outcome: 'refused', refused })).toBe(
    'Nothing was changed.\nedit 1, a?[2J?: It is refused:\n1\tx?',
  );
});
