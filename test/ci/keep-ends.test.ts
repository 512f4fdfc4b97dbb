import { describe, expect, test } from 'vitest';
import { keepEnds } from '../../src/ci/keep-ends.ts';

function kept(limit: number, chunks: readonly string[]): string {
  const log = keepEnds(limit);
  for (const chunk of chunks) log.add(Buffer.from(chunk));
  return log.read().toString();
}

describe('keepEnds', () => {
  test('keeps all of a log that fits', () => {
    expect(kept(10, ['abc', 'defg', '', 'hij'])).toBe('abcdefghij');
    expect(kept(10, [])).toBe('');
  });

  test('FAULT 33: keeps the start and the end of a longer one, and says how much is missing', () => {
    expect(kept(10, ['abcdefghijklmnopqrstuvwxyz'])).toBe('abcde\n… 16 bytes of the log are left out …\nvwxyz');
  });

  test('gives the same, whatever the chunks', () => {
    const text = Array.from({ length: 300 }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');
    for (const size of [1, 3, 7, 64]) {
      const chunks = text.match(new RegExp(`.{1,${size}}`, 'g')) ?? [];
      expect(kept(40, chunks)).toBe(kept(40, [text]));
    }
  });
});
