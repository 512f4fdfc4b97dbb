import { expect, test } from 'vitest';
import { wholeDefinition } from '../../src/context/whole-definition.ts';
import type { Chunk } from '../../src/indexing/chunk.ts';
import { chunk } from './chunk.ts';

const part = (startLine: number, symbol: string | null, differences: Partial<Chunk> = {}) =>
  chunk({ startLine, endLine: startLine + 9, symbol, ...differences });

/** The first lines of the chunks that come with the one that begins in this line. */
function begins(file: readonly Chunk[], startLine: number): number[] {
  const found = file.find((each) => each.startLine === startLine);
  return found === undefined ? [] : wholeDefinition(found, file).map((piece) => piece.startLine);
}

const flat = [part(1, null), part(11, 'f'), part(21, 'f'), part(31, 'f'), part(41, 'g'), part(51, 'f'), part(61, null)];

test('a part of a split definition stands for the whole', () => {
  for (const line of [11, 21, 31]) expect(begins(flat, line)).toEqual([11, 21, 31]);
});

test('another definition between parts ends it', () => {
  expect(begins(flat, 51)).toEqual([51]);
});

test('loose code is no definition', () => {
  expect(begins(flat, 61)).toEqual([61]);
});

const nested = [
  part(1, 'run'),
  part(11, 'run.inner', { parents: [1] }),
  part(21, 'run', { parents: [1] }),
  part(31, 'other'),
];

test('a function comes with what is defined inside of it, whichever part of it was found', () => {
  expect(begins(nested, 1)).toEqual([1, 11, 21]);
  expect(begins(nested, 21)).toEqual([1, 11, 21]);
});

test('what is defined inside stands for itself', () => {
  expect(begins(nested, 11)).toEqual([11]);
});

test('a class does not bring its methods, nor a method its class', () => {
  const file = [part(1, 'A', { kind: 'class' }), part(11, 'A.a', { kind: 'method', parents: [1] })];
  expect(begins(file, 1)).toEqual([1]);
  expect(begins(file, 11)).toEqual([11]);
});
