import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { estimateTokens } from '../../src/text/estimate-tokens.ts';
import { countTokens } from '../../src/text/tokens.ts';

const folder = path.resolve('test/fixtures/languages');

describe('estimateTokens', () => {
  test.each(['go', 'java', 'markdown', 'php', 'python', 'ruby', 'rust', 'typescript'])(
    'is close to the count of %s',
    (language) => {
      const [name = ''] = readdirSync(path.join(folder, language)).filter((file) => file !== 'expected.txt');
      const text = readFileSync(path.join(folder, language, name), 'utf8');
      const counted = countTokens(text);
      expect(Math.abs(estimateTokens(text) - counted) / counted).toBeLessThan(0.12);
    },
  );

  test('nothing is no token, and anything is one', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens(' ')).toBe(1);
  });

  test.each(['x', 'X', ' ', '\n', '7', '{', 'é', '🐐', 'aB'])(
    'FAULT 59: 262,144 times %j are counted at once',
    (unit) => {
      expect(estimateTokens(unit.repeat(262_144))).toBeGreaterThan(0);
    },
  );
});
