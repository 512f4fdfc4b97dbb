import { describe, expect, test } from 'vitest';
import { listSymbols } from '../../../src/indexing/list-symbols.ts';
import { brokenApi, changedSymbols } from '../../../src/tasks/plan/changed-symbols.ts';

async function both(path: string, before: string, after: string) {
  const [from, to] = [
    { text: before, symbols: (await listSymbols(path, before)) ?? [] },
    { text: after, symbols: (await listSymbols(path, after)) ?? [] },
  ];
  return { changed: changedSymbols(from, to), broken: brokenApi(path, from, to) };
}

describe('what others may call', () => {
  test.each([
    ['is gone', 'a.ts', 'export function add(a: number) {\n  return a;\n}\n', '', ['add']],
    [
      'takes another argument',
      'a.js',
      'export function add(a) {\n  return a;\n}\n',
      'export function add(a, b) {\n  return a;\n}\n',
      ['add'],
    ],
    ['is no longer exported', 'a.js', 'export const f = (a) => a;\n', 'const f = (a) => a;\n', ['f']],
    [
      'is a method',
      'a.ts',
      'export class A {\n  run(a: string) {\n    return 1;\n  }\n}\n',
      'export class A {\n  run() {\n    return 1;\n  }\n}\n',
      ['A.run'],
    ],
    ['is a function of Python', 'a.py', 'def add(a, b):\n    return a\n', 'def add(a):\n    return a\n', ['add']],
    [
      'is a function of Go',
      'a.go',
      'package a\n\nfunc Add(a int) int {\n\treturn a\n}\n',
      'package a\n\nfunc Add(a, b int) int {\n\treturn a\n}\n',
      ['Add'],
    ],
    [
      'is a function of Rust',
      'a.rs',
      'pub fn add(a: i32) -> i32 {\n    a\n}\n',
      'pub fn add(a: i64) -> i64 {\n    a\n}\n',
      ['add'],
    ],
  ])('%s', async (_, path, before, after, broken) => {
    expect((await both(path, before, after)).broken).toEqual(broken);
  });

  test.each([
    [
      'where only the body differs',
      'a.ts',
      'export function add(a: number) {\n  return a;\n}\n',
      'export function add(a: number) {\n  return -a;\n}\n',
    ],
    ['where it is a key of a data file', 'a.yml', 'jobs:\n  a: 1\n', 'jobs:\n  a: 2\n'],
    ['where it is a heading', 'a.md', '# Use\n\nText.\n', '# Usage\n\nText.\n'],
    [
      'where only white space does',
      'a.ts',
      'export function add(a: number, b: number) {\n  return a;\n}\n',
      'export function add(\n  a: number, b: number) {\n  return a;\n}\n',
    ],
    ['where it is not exported', 'a.ts', 'function add(a: number) {\n  return a;\n}\n', ''],
    [
      'where it is private',
      'a.ts',
      'export class A {\n  private run(a: string) {\n    return 1;\n  }\n}\n',
      'export class A {\n}\n',
    ],
    ['where it has an underscore', 'a.py', 'def _add(a, b):\n    return a\n', ''],
    [
      'where it stands in a function',
      'a.py',
      'def add(a):\n    def inner(b):\n        return b\n    return inner(a)\n',
      'def add(a):\n    return a\n',
    ],
    ['where Go keeps it', 'a.go', 'package a\n\nfunc add(a int) int {\n\treturn a\n}\n', 'package a\n'],
    ['of a test', 'a.test.ts', 'export function add(a: number) {\n  return a;\n}\n', ''],
  ])('is not broken %s', async (_, path, before, after) => {
    expect((await both(path, before, after)).broken).toEqual([]);
  });
});

test('a changed method is named, and not its class', async () => {
  const before = 'class A {\n  one() {\n    return 1;\n  }\n  two() {\n    return 2;\n  }\n}\n';
  expect((await both('a.js', before, before.replace('return 2', 'return 3'))).changed).toEqual(['A.two']);
});
