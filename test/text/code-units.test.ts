import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeUnitsOf } from '../../src/text/code-units.ts';

test('the units are those that charCodeAt gives, halves of pairs included', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('', '\ud83d', '\udc10a', '日本語'));
  fc.assert(
    fc.property(text, (value) => {
      expect(Array.from(codeUnitsOf(value))).toEqual(Array.from(value.split(''), (unit) => unit.charCodeAt(0)));
    }),
  );
});

test('a text may be longer than any before it', () => {
  const units = codeUnitsOf(`${'x'.repeat(300_000)}é`);
  expect(units.length).toBe(300_001);
  expect(units.at(-1)).toBe(0xe9);
});

test('the next call overwrites what the last one gave', () => {
  const before = codeUnitsOf('abc');
  codeUnitsOf('xy');
  expect(Array.from(before)).toEqual(Array.from('xyc', (unit) => unit.charCodeAt(0)));
});
