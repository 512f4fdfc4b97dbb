import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weigh } from '../../src/indexing/chunk-lines.ts';

test('rows weigh what they have of characters that are not white space, whatever the script', () => {
  const part = fc.constantFrom('total', ' ', '\t', '\r', '\u00a0', '\u3000', 'größe', '日本', '😀', '{');
  const line = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.nat(7), fc.nat(7), (lines, one, two) => {
      const [from = 0, to = 0] = [one % lines.length, two % lines.length].sort((left, right) => left - right);
      const kept = lines
        .slice(from, to + 1)
        .join('')
        .replaceAll(/\s/g, '');
      expect(weigh(lines).of({ from, to })).toBe(kept.length);
    }),
  );
});
