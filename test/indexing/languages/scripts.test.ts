import { expect, test } from 'vitest';
import { chunkFile } from '../../../src/indexing/chunk-file.ts';
import { chunkerOf } from '../../../src/indexing/languages/languages.ts';

test('a script without an extension is cut as its first line says', async () => {
  const { chunks } = await chunkFile('bin/start', ['#!/usr/bin/env python3', 'def start():', '    return 1']);
  expect(chunks.flatMap(({ definitions }) => definitions)).toEqual(['start']);
});

test('without a known first line it is text', async () => {
  const { chunks, unparsed } = await chunkFile('bin/start', ['#!/opt/goat', 'def start():', '    return 1']);
  expect(chunks).toMatchObject([{ kind: 'text', definitions: [] }]);
  expect(unparsed).toBe(false);
});

test('its chunks are not taken for those of the same content under another name', () => {
  const [script, text, python] = ['bin/start', 'bin/start.txt', 'bin/start.py'].map(chunkerOf);
  expect(new Set([script, text, python]).size).toBe(3);
  expect(chunkerOf('LICENSE')).toBe(script);
  expect(chunkerOf('.gitignore')).toBe(text);
});
