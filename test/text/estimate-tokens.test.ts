import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { estimateTokens } from '../../src/text/estimate-tokens.ts';
import { countTokens } from '../../src/text/tokens.ts';

const folder = path.resolve('src/text');
const files = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const);

describe('estimateTokens', () => {
  test.each(files)('is close to the count for %s', (_, text) => {
    const counted = countTokens(text);
    expect(Math.abs(estimateTokens(text) - counted) / counted).toBeLessThan(0.15);
  });

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
