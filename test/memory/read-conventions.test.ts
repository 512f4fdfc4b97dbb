import { expect, test } from 'vitest';
import { readConventions } from '../../src/memory/read-conventions.ts';

test.each<[string, string[]]>([
  ['We always return early here.', ['We always return early here.']],
  ['Looks good. In this project we never throw strings.', ['In this project we never throw strings.']],
  ['Please use `assert.equal` instead of `assert.ok`.', ['Please use `assert.equal` instead of `assert.ok`.']],
  ['- Prefer composition over inheritance', ['Prefer composition over inheritance']],
  ["Don't build paths by hand, use `path.join`.", ["Don't build paths by hand, use `path.join`."]],
  ['Our convention for errors is one sentence.', ['Our convention for errors is one sentence.']],
  ['By convention, tests stand beside the code.', ['By convention, tests stand beside the code.']],
])('a rule is read from %j', (comment, rules) => {
  expect(readConventions(comment)).toEqual(rules);
});

test.each([
  'Please rename this.',
  'This is wrong.',
  'Why do we always return here?',
  'Should we use a map instead of a list?',
  '> We always return early here.',
  '```\nWe always return early here.\n```',
  '<!-- We always push to main. -->',
  '',
])('no rule is read from %j', (comment) => {
  expect(readConventions(comment)).toEqual([]);
});

test('a comment gives a few rules at most, each once and none that is a page long', () => {
  const many = Array.from({ length: 20 }, (_, nth) => `We never do thing number ${nth % 5}.`).join(' ');
  expect(readConventions(many)).toHaveLength(3);
  expect(readConventions(`We always ${'write more '.repeat(100)}.`)).toEqual([]);
});

test('FAULT 49: what only a model would see is no part of a rule', () => {
  expect(readConventions('We always\u200b return\u{e0041} early.')).toEqual(['We always return early.']);
});

test('FAULT 59: 262,144 characters of anything are read in linear time', () => {
  const length = 262_144;
  for (const part of ['a', ' ', '. ', 'please use ', 'use x instead ', '```\n', "don't "]) {
    expect(readConventions(part.repeat(length / part.length))).toEqual([]);
  }
});
