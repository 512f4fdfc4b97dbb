import { expect, test } from 'vitest';
import { listSymbols } from '../../src/indexing/list-symbols.ts';

async function symbolsIn(path: string, text: string) {
  return (await listSymbols(path, text))?.map(({ kind, name, leadStart, start, end }) => [
    `${kind} ${name}`,
    text.slice(leadStart, start),
    text.slice(start, end),
  ]);
}

test('a definition has its decorators and its keyword, and what stands directly above it', async () => {
  const text = '// of the file\n\n/** of f */\nexport const f = () => 1;\nclass A { // of the line\n  @b() m() {}\n}\n';
  expect(await symbolsIn('a.ts', text)).toEqual([
    ['function f', '/** of f */\n', 'export const f = () => 1;'],
    ['class A', '', 'class A { // of the line\n  @b() m() {}\n}'],
    ['method A.m', '@b() ', 'm() {}'],
  ]);
});

test('names are qualified by classes, receivers and functions', async () => {
  const names = async (path: string, text: string) => (await listSymbols(path, text))?.map(({ name }) => name);
  expect(
    await names('a.py', 'class A:\n    @x\n    def f(self):\n        def g(): pass\n        y = 1\nK = 1\n'),
  ).toEqual([...['A', 'A.f', 'A.f.g', 'K']]);
  expect(await names('a.go', 'package a\nfunc (c *Cart) Total() int { return 1 }\n')).toEqual(['Cart.Total']);
  expect(await names('a.rs', 'impl D for A { fn f() {} }\n')).toEqual(['A', 'A.f']);
  expect(await names('a.ts', 'const a = 1, b = 2;\n')).toEqual(['a', 'b']);
});

test('a language without rules has no symbols', async () => {
  expect(await listSymbols('a.md', '# A\n')).toBeUndefined();
});
