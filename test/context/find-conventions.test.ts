import { expect, test } from 'vitest';
import { chooseConventions, conventionPaths } from '../../src/context/find-conventions.ts';
import { chunk } from './chunk.ts';

test('the files are found whatever their case, those for agents first', () => {
  const paths = [
    '.github/CONTRIBUTING',
    'docs/contributing.rst',
    'Claude.md',
    'src/agents.ts',
    'agents.md',
    'x/AGENTS.md',
    'CONTRIBUTORS.md',
  ];
  expect(conventionPaths(paths)).toEqual(['agents.md', 'Claude.md', '.github/CONTRIBUTING', 'docs/contributing.rst']);
});

test('folders of likely files have instructions of their own, the outer ones first, after those of the repository', () => {
  const paths = [
    'src/AGENTS.md',
    'src/core/CLAUDE.md',
    'src/other/AGENTS.md',
    'CONTRIBUTING.md',
    'AGENTS.md',
    'src/core/a.ts',
  ];
  expect(conventionPaths(paths, ['src/core/a.ts'])).toEqual([
    'AGENTS.md',
    'src/AGENTS.md',
    'src/core/CLAUDE.md',
    'CONTRIBUTING.md',
  ]);
  expect(conventionPaths(paths, ['lib/a.ts'])).toEqual(['AGENTS.md', 'CONTRIBUTING.md']);
});

test('of many folders only a few of the likeliest are asked', () => {
  const likely = Array.from({ length: 9 }, (_, folder) => `packages/p${folder}/index.ts`);
  const paths = likely.map((path) => path.replace('index.ts', 'AGENTS.md'));
  expect(conventionPaths(paths, likely)).toEqual(paths.slice(0, 4));
});

const sections = [
  chunk({ startLine: 1, endLine: 10 }),
  chunk({ startLine: 12, endLine: 20 }),
  chunk({ startLine: 22, endLine: 30 }),
];
const source = { lines: () => Array.from({ length: 30 }, () => 'Write tests.'), chunks: () => sections };
const byPath = (path: string) => path;

test('a file that is too long is cut at the end of a section, and says so', () => {
  const { excerpts, tokens } = chooseConventions(['AGENTS.md'], source, byPath, 100);
  expect(excerpts).toEqual([{ path: 'AGENTS.md', startLine: 1, endLine: 20, left: 10 }]);
  expect(tokens).toBeLessThanOrEqual(100);
});

test('one without room for its first section is left out', () => {
  expect(chooseConventions(['AGENTS.md'], source, byPath, 20)).toEqual({ excerpts: [], tokens: 0 });
});

test('one that does not use its part leaves it to the next; a copy is left out', () => {
  const both = chooseConventions(['AGENTS.md', 'CLAUDE.md'], source, byPath, 400);
  expect(both.excerpts.map(({ endLine }) => endLine)).toEqual([30, 30]);
  const copy = chooseConventions(['AGENTS.md', 'CLAUDE.md'], source, () => 'one blob', 400);
  expect(copy.excerpts.map(({ path }) => path)).toEqual(['AGENTS.md']);
});
