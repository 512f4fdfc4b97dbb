import { expect, test } from 'vitest';
import { importGraph } from '../../../src/indexing/imports/import-graph.ts';

const pairsOf = (files: Readonly<Record<string, readonly string[]>>) => {
  const paths = Object.keys(files);
  const { from, to } = importGraph(Object.entries(files).map(([path, imports]) => ({ path, imports })));
  return from.map((place, index) => `${paths[place]} → ${paths[to[index] ?? -1]}`);
};

test('each pair of files is named once, in the order of the files, without a file and itself', () => {
  const files = { 'c.ts': ['./b', './a', './b.ts', './c', 'react'], 'a.ts': [], 'b.ts': ['./a'] };
  expect(pairsOf(files)).toEqual(['c.ts → a.ts', 'c.ts → b.ts', 'b.ts → a.ts']);
});

test('Go modules are known by all imports together', () => {
  const files = {
    'go.mod': [],
    'a/a.go': ['acme.org/m/b', 'acme.org/m/c'],
    'b/b.go': ['acme.org/m/c', 'other.org/c'],
    'c/c.go': [],
  };
  expect(pairsOf(files)).toEqual(['a/a.go → b/b.go', 'a/a.go → c/c.go', 'b/b.go → c/c.go']);
});

test('files beside each other that declare different modules of Rust do not share what `self` means', () => {
  const files = {
    'src/a.rs': ['self::x'],
    'src/a/x.rs': [],
    'src/b.rs': ['self::x'],
    'src/b/x.rs': [],
    'src/lib.rs': [],
  };
  expect(pairsOf(files)).toEqual(['src/a.rs → src/a/x.rs', 'src/b.rs → src/b/x.rs']);
});

test('a test imports what it is named after', () => {
  expect(pairsOf({ 'pkg/a.go': [], 'pkg/a_test.go': [] })).toEqual(['pkg/a_test.go → pkg/a.go']);
});

test('no files are no graph', () => {
  expect(importGraph([])).toEqual({ from: [], to: [] });
});

test('thousands of files of one name take no time that counts', () => {
  const files = Array.from({ length: 20_000 }, (_, n) => ({
    path: `packages/p${n}/src/index.ts`,
    imports: [`@acme/p${n + 1}`, './missing', 'react', `@acme/p${n + 1}/src/index`],
  }));
  expect(importGraph(files).from).toEqual([]);
});
