import { expect, test } from 'vitest';
import { wholeDefinition } from '../../src/context/whole-definition.ts';
import type { Chunk } from '../../src/indexing/chunk.ts';

const part = (startLine: number, symbol: string | null): Chunk => ({
  startLine,
  endLine: startLine + 9,
  kind: 'function',
  symbol,
  definitions: [],
  parents: [],
  tokens: 1,
});
const file = [part(1, null), part(11, 'f'), part(21, 'f'), part(31, 'f'), part(41, 'g'), part(51, 'f'), part(61, null)];

test('a part of a split definition stands for the whole', () => {
  for (const chunk of file.slice(1, 4)) expect(wholeDefinition(chunk, file)).toEqual({ startLine: 11, endLine: 40 });
});

test('another definition between parts ends it', () => {
  expect(wholeDefinition(part(51, 'f'), file)).toEqual({ startLine: 51, endLine: 60 });
});

test('loose code is no definition', () => {
  expect(wholeDefinition(part(61, null), file)).toMatchObject({ startLine: 61, endLine: 70 });
});
