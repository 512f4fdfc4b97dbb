import { availableParallelism } from 'node:os';
import { execa } from 'execa';
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

test('it is said once for all threads, and other languages go on', async () => {
  vi.resetModules();
  const { offThread } = await import('../../src/threads/off-thread.ts');
  const { countWithoutGrammar } = await import('./broken-grammar.ts');
  const { countErrorsIn } = await import('../../src/syntax/count-parse-errors.ts');
  const countBroken = offThread(new URL('./broken-grammar.ts', import.meta.url).href, countWithoutGrammar);
  const countHere = offThread(new URL('../../src/syntax/count-parse-errors.ts', import.meta.url).href, countErrorsIn);
  const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();

  const threads = Array.from({ length: availableParallelism() });
  await Promise.all(threads.map(() => countHere(['go', 'package a'])));
  expect(await Promise.all(threads.map(() => countBroken(['lua'])))).toEqual(threads.map(() => undefined));
  expect(await countBroken(['zig'])).toBeUndefined();
  expect(await countHere(['go', 'package a'])).toBe(0);
  await vi.waitFor(() => expect(warn).toHaveBeenCalledWith(expect.stringMatching(/zig.*plain text/)));
  const ofLua = warn.mock.calls.filter(([warning]) => /lua.*plain text.*bad magic number/.test(String(warning)));
  expect(ofLua).toHaveLength(1);
});

test('a language without a grammar has no package', () => {
  expect(grammarPackageOf('go')).toBe('@vscode/tree-sitter-wasm');
  expect(grammarPackageOf('make')).toBe('tree-sitter-make');
  expect(grammarPackageOf('constructor')).toBeUndefined();
});

test('the largest lexers are not optimised, which would take minutes and gigabytes', async () => {
  const script = `
    const { countErrorsIn } = await import(${JSON.stringify(new URL('../../src/syntax/count-parse-errors.ts', import.meta.url))});
    for (const language of ['elixir', 'ocaml', 'powershell', 'shell', 'swift']) {
      for (let i = 0; i < 20; i += 1) await countErrorsIn(language, 'a (b) "c"');
    }`;
  const flags = ['--trace-wasm-compilation-times', '--import', import.meta.resolve('tsx'), '--input-type=module'];
  const { stdout } = await execa(process.execPath, [...flags, '--eval', script]);
  const large = stdout.split('\n').filter((line) => /bodysize [1-9]\d{5}/.test(line));
  expect(large.filter((line) => line.includes('Liftoff')).length).toBeGreaterThanOrEqual(5);
  expect(large.filter((line) => line.includes('TurboFan'))).toEqual([]);
});
