import { afterEach, expect, test, vi } from 'vitest';
import { Language } from 'web-tree-sitter';
import { grammarPackageOf } from '../../src/syntax/grammars.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.resetModules();
});

test('a grammar that does not load makes its language plain text, and that is said once', async () => {
  vi.resetModules();
  const { chunkFile } = await import('../../src/indexing/chunk-file.ts');
  const load = vi.spyOn(Language, 'load').mockRejectedValue(new Error('bad magic number'));
  const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();

  const lines = ['function add(a, b)', '  return a + b', 'end'];
  for (const path of ['a.lua', 'b.lua']) {
    expect((await chunkFile(path, lines)).chunks).toMatchObject([
      { startLine: 1, endLine: 3, kind: 'text', symbol: null },
    ]);
  }
  expect(load).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/lua.*plain text.*bad magic number/)]]);
});

test('a language without a grammar has no package', () => {
  expect(grammarPackageOf('go')).toBe('@vscode/tree-sitter-wasm');
  expect(grammarPackageOf('make')).toBe('tree-sitter-make');
  expect(grammarPackageOf('constructor')).toBeUndefined();
});
