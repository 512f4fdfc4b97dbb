import { describe, expect, test } from 'vitest';
import { countErrorsIn, countParseErrors } from '../../src/syntax/count-parse-errors.ts';
import { offThread } from '../../src/threads/off-thread.ts';
import { isThreadEnded } from '../../src/threads/thread-ended.ts';

describe('countParseErrors', () => {
  test.concurrent.each([
    ['a.ts', 'export const one: number = 1;\n'],
    ['a.mts', 'type Pair<T> = [T, T];\n'],
    ['a.cts', 'import fs = require("fs");\n'],
    ['a.tsx', 'export const Title = () => <h1>Goat</h1>;\n'],
    ['a.js', 'module.exports = () => 1;\n'],
    ['a.mjs', 'export default 1;\n'],
    ['a.cjs', 'exports.one = 1;\n'],
    ['a.jsx', 'export const Title = () => <h1>Goat</h1>;\n'],
    ['a.py', 'def one():\n    return 1\n'],
    ['a.pyi', 'def one() -> int: ...\n'],
    ['dir.with.dots/A.PY', 'x = 1\n'],
    ['empty.ts', ''],
    ['a.go', 'package a\n'],
    ['a.json', '{"one": 1}\n'],
    ['a.yml', 'one: [1]\n'],
  ])('finds none in a correct %s', async (path, text) => {
    expect(await countParseErrors(path, text)).toBe(0);
  });

  test('counts a missing token and an error each', async () => {
    expect(await countParseErrors('a.ts', 'function one( { return 1; }\n')).toBeGreaterThan(0);
    expect(await countParseErrors('a.py', 'def one(:\n    return 1\n')).toBeGreaterThan(0);
  });

  test('rises when a second place breaks', async () => {
    const once = await countParseErrors('a.js', 'let a = ;\nlet b = 1;\n');
    const twice = await countParseErrors('a.js', 'let a = ;\nlet b = ;\n');
    expect(twice).toBeGreaterThan(once ?? Number.NaN);
  });

  test('JSX is an error in .ts, not in .tsx', async () => {
    const text = 'export const Title = () => <h1 id="a">Goat</h1>;\n';
    expect(await countParseErrors('a.ts', text)).toBeGreaterThan(0);
    expect(await countParseErrors('a.tsx', text)).toBe(0);
  });

  test('knows nothing about a file without a grammar', async () => {
    expect(await countParseErrors('README.md', '# Goat (\n')).toBeUndefined();
    expect(await countParseErrors('Makefile', 'all:\n')).toBeUndefined();
    expect(await countParseErrors('constructor', '{')).toBeUndefined();
  });

  test('does not judge a language whose grammar lags behind', async () => {
    expect(await countParseErrors('Cart.cs', 'class Cart { int[] lines = []; }')).toBeUndefined();
    expect(await countParseErrors('cart.c', 'BINOPS\n')).toBeUndefined();
  });

  test('FAULT 59: what would take more than 2 GB is not judged, and the next file is', async () => {
    expect(await countParseErrors('a.ts', 'a<b,'.repeat(16_384))).toBeUndefined();
    expect(await countParseErrors('a.ts', 'let a = ;')).toBeGreaterThan(0);
  });

  test.each(['(', '[', '{', '<', 'a', ' ', '"', '`', 'a.', '((a)=>'])(
    'FAULT 59: 262,144 characters of %j do not hang it',
    async (unit) => {
      const text = unit.repeat(Math.ceil(262_144 / unit.length));
      const count = await countParseErrors('a.ts', text);
      expect(count === undefined || count >= 0).toBe(true);
    },
  );

  test.each([
    ['dart', '`'],
    ['java', '{[('],
    ['ocaml', 'é'],
    ['rescript', '@'],
    ['scala', '`'],
    ['svelte', '&'],
    ['swift', '$'],
  ])('FAULT 59: 262,144 characters of %s %j cost a thread at most', async (language, unit) => {
    const count = offThread(new URL('../../src/syntax/count-parse-errors.ts', import.meta.url).href, countErrorsIn, {
      limitMs: 1_000,
    });
    const text = unit.repeat(Math.ceil(262_144 / unit.length));
    const outcome = await count([language, text]).catch((error: unknown) => isThreadEnded(error) || error);
    expect(['undefined', 'number', 'boolean']).toContain(typeof outcome);
    expect(await countParseErrors('a.ts', 'let a = ;')).toBe(1);
  });
});
