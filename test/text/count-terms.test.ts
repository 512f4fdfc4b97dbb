import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countTermsOf } from '../../src/text/count-terms.ts';
import { hash } from '../../src/text/hash.ts';
import { wordsOf } from '../../src/text/words.ts';

function counted(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  for (const word of wordsOf(text)) counts.set(hash(word) | 0, (counts.get(hash(word) | 0) ?? 0) + 1);
  return counts;
}

describe('countTermsOf', () => {
  test('counts what wordsOf gives, whatever the text', () => {
    const part = fc.constantFrom(
      'parseHTTPHeader',
      'x',
      '_a1',
      '2nd',
      ' ',
      '\n',
      '.',
      '$',
      'größe',
      '日本',
      'A'.repeat(81),
    );
    const text = fc.oneof(
      fc.array(part).map((parts) => parts.join('')),
      fc.string(),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (value) => {
        expect(countTermsOf(value)).toEqual(counted(value));
      }),
    );
  });

  test('knows identifiers apart, however many there are', () => {
    const names = Array.from({ length: 120_000 }, (_, index) => `name${index.toString(36)}`);
    const text = names.join(' ');
    expect(countTermsOf(text)).toEqual(counted(text));
    expect(countTermsOf('name1 name1')).toEqual(counted('name1 name1'));
  });

  test.each(['x', 'x ', '9', 'aB', '$.', 'é', '_'])('FAULT 59: takes 262,144 characters of "%s"', (unit) => {
    const text = unit.repeat(262_144 / unit.length);
    expect(countTermsOf(text)).toEqual(counted(text));
  });
});
