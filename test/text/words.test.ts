import { describe, expect, test } from 'vitest';
import { identifiersOf, wordsOf } from '../../src/text/words.ts';

describe('wordsOf', () => {
  test.each([
    ['parseHTTPHeader', ['parsehttpheader', 'parse', 'http', 'header']],
    ['snake_case_name', ['snake_case_name', 'snake', 'case', 'name']],
    ['MAX_SIZE', ['max_size', 'max', 'size']],
    ['utf8Decoder', ['utf8decoder', 'utf', 'decoder']],
    ['plain words', ['plain', 'words']],
    ['größeÄndern', ['größeändern', 'größe', 'ändern']],
    ['日本語', ['日本語']],
    ['$_', ['$_']],
    ['a.b(c)[0] + 42', ['a', 'b', 'c']],
    ['', []],
  ])('reads %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test('leaves out what is too long to be a name', () => {
    expect(wordsOf(`${'x'.repeat(81)} short`)).toEqual(['short']);
  });

  test.each(['a', 'A', 'aA', 'AAa', '_', '1', ' ', 'é', '日'])('FAULT 59: reads 262,144 characters of %j', (unit) => {
    expect(wordsOf(unit.repeat(262_144 / unit.length))).toEqual([]);
  });
});

test('identifiersOf keeps the case and the order', () => {
  expect(identifiersOf('new Foo(bar, Foo)')).toEqual(['new', 'Foo', 'bar', 'Foo']);
});
