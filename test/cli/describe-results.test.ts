import { expect, test } from 'vitest';
import { describeResults } from '../../src/cli/describe-results.ts';

const result = {
  path: 'src/a.ts',
  startLine: 3,
  endLine: 9,
  symbol: 'A.run',
  kind: 'method',
  language: 'typescript',
  score: 0.4567,
} as const;

test('a result is a line with its place, what it is and its score', () => {
  expect(describeResults([result, { ...result, symbol: null, kind: 'text' }], { colours: false, scores: true })).toBe(
    'src/a.ts:3-9  method A.run  0.46\nsrc/a.ts:3-9  text  0.46\n',
  );
});

test('colours are for terminals', () => {
  expect(describeResults([result], { colours: true, scores: false })).toContain('\u001b[36msrc/a.ts\u001b[39m:3-9');
});

test('FAULT 48: names from a repository cannot command the terminal', () => {
  const shown = describeResults([{ ...result, path: 'a\u001b[2J\n\u0007b', symbol: 'x\u001b]0;title\u0007' }], {
    colours: false,
    scores: false,
  });
  expect(shown).not.toMatch(/[\u0007\u001b]/);
  expect(shown.split('\n')).toHaveLength(2);
});
