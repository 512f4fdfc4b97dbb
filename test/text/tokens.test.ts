import fc from 'fast-check';
import { Tiktoken } from 'js-tiktoken/lite';
import cl100k from 'js-tiktoken/ranks/cl100k_base';
import { describe, expect, test } from 'vitest';
import { countTokens } from '../../src/text/tokens.ts';

describe('countTokens', () => {
  test.each([
    ['', 0],
    ['hello world', 2],
    ['export function countTokens(text: string): number {\n  return 1;\n}\n', 16],
  ])('counts %j in cl100k', (text, count) => {
    expect(countTokens(text)).toBe(count);
  });

  test('counts what the encoder of js-tiktoken makes of code and of anything else', () => {
    const encoder = new Tiktoken(cl100k);
    const words = fc.constantFrom(
      'parseHTTPHeader',
      ' const',
      '\n    ',
      '===',
      "it's",
      '12345',
      'größe',
      '日本語',
      '👍🏽',
      '\t',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(words).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(countTokens(text)).toBe(encoder.encode(text, [], []).length);
      }),
    );
  });

  test('takes special tokens as plain text', () => {
    expect(countTokens('<|endoftext|>')).toBeGreaterThan(1);
  });

  test('is additive where one text ends in a line end and the next begins with a mark', () => {
    const first = 'const a = 1;\n\n  \n';
    const second = '## src/a.ts\n';
    expect(countTokens(first + second)).toBe(countTokens(first) + countTokens(second));
  });

  test.each([' ', 'a', '!', 'é', '\n', '𝒜', '1', '😀', 'Ab'])('FAULT 59: counts 262,144 characters of %j', (unit) => {
    const count = countTokens(unit.repeat(262_144 / unit.length));
    expect(count).toBeGreaterThan(1_000);
    expect(count).toBeLessThan(262_144 * 2);
  });
});
