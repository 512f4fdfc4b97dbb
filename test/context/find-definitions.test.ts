import { expect, test } from 'vitest';
import { findDefinitions, strengthOf } from '../../src/context/find-definitions.ts';
import { postingsOf } from './postings.ts';

const mention = (name: string, owners: readonly string[] = []) => ({ name, weight: 1, owners: new Set(owners) });
const postings = postingsOf([], [1, 0, 3, 1], [1, 1, 0, 1], [1, 2, 0, 1]);

test('a name says less of each place, the more files define it; tests do not count', () => {
  const found = findDefinitions(postings, 1, [mention('send')], (file) => file === 2);
  const [definition] = found.get(0)?.get(3) ?? [];
  expect(definition?.definers).toBe(2);
  expect(definition && strengthOf(definition, 'a.py', ['send'])).toBe(0.5);
});

test('unless the class or the file stands before it', () => {
  const definition = { mention: mention('send', ['session']), definers: 9 };
  expect(strengthOf(definition, 'a.py', ['Session.send'])).toBe(1);
  expect(strengthOf(definition, 'lib/session.py', ['send'])).toBe(1);
  expect(strengthOf(definition, 'a.py', ['Adapter.send'])).toBeCloseTo(1 / 9);
});
