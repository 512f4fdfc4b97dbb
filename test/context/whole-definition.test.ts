import { expect, test } from 'vitest';
import { wholeDefinition } from '../../src/context/whole-definition.ts';
import { chunk } from './chunk.ts';

const part = (startLine: number, symbol: string | null) => chunk({ startLine, endLine: startLine + 9, symbol });
const file = [part(1, null), part(11, 'f'), part(21, 'f'), part(31, 'f'), part(41, 'g'), part(51, 'f'), part(61, null)];
const begins = (startLine: number, symbol: string | null) =>
  wholeDefinition(part(startLine, symbol), file).map((piece) => piece.startLine);

test('a part of a split definition stands for the whole', () => {
  for (const line of [11, 21, 31]) expect(begins(line, 'f')).toEqual([11, 21, 31]);
});

test('another definition between parts ends it', () => {
  expect(begins(51, 'f')).toEqual([51]);
});

test('loose code is no definition', () => {
  expect(begins(61, null)).toEqual([61]);
});
