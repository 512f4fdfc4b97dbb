import { expect, test } from 'vitest';
import type { SearchResult } from '../../src/context/search-code.ts';
import { listSymbols } from '../../src/indexing/list-symbols.ts';
import type { UsesIndex } from '../../src/tools/find-uses.ts';
import { listFilesTool } from '../../src/tools/list-files.ts';
import { readFileTool } from '../../src/tools/read-file.ts';
import { readOnlyTools } from '../../src/tools/read-only-tools.ts';
import { searchCodeTool } from '../../src/tools/search-code.ts';
import { call, namedSteps, workspaceOf } from './call-tool.ts';

const nothingFound = async () => [];
const nothingUsed: UsesIndex = {
  findUses: async (name) => ({ name, definitions: [], uses: [], total: 0 }),
  findImporters: nothingFound,
};

test('a reader gets no tool that changes a file', async () => {
  const tools = readOnlyTools(await workspaceOf({ a: 'x' }), {
    symbolsOf: listSymbols,
    search: nothingFound,
    uses: nothingUsed,
  });
  expect(tools.map(({ name }) => name)).toEqual(['read_file', 'list_files', 'search_code', 'find_uses']);
  for (const { inputSchema } of tools)
    expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
});

test('a file is shown with line numbers, edits included', async () => {
  const workspace = await workspaceOf({ 'a.txt': '\ufeffone\r\ntwo\r\n', empty: '' });
  const tool = readFileTool(workspace, listSymbols);
  expect(await call(tool, { path: 'a.txt' })).toBe('a.txt, lines 1-2\n1\tone\r\n2\ttwo\r');
  workspace.write('a.txt', Buffer.from('three'));
  expect(await call(tool, { path: 'a.txt' })).toBe('a.txt, lines 1-1\n1\tthree');
  expect(await call(tool, { path: 'empty' })).toBe('empty is empty.');
});

test('a long file comes in parts that say how to go on', async () => {
  const tool = readFileTool(
    await workspaceOf({ a: 'x\n'.repeat(1000), wide: `${'y'.repeat(5000)}\n`.repeat(100) }),
    listSymbols,
  );
  const first = await call(tool, { path: 'a' });
  expect(first).toMatch(/^a, lines 1-800 of 1000; go on with startLine 801\n1\tx\n/);
  expect(await call(tool, { path: 'a', startLine: 801 })).toMatch(/^a, lines 801-1000\n801\tx\n/);
  expect(await call(tool, { path: 'a', startLine: 5, endLine: 6 })).toBe(
    'a, lines 5-6 of 1000; go on with startLine 7\n5\tx\n6\tx',
  );
  const wide = await call(tool, { path: 'wide' });
  expect(wide).toContain('[3000 more characters in this line]');
  expect(wide.length).toBeLessThan(70_000);
});

test('ranges that make no sense are refused with the length of the file', async () => {
  const tool = readFileTool(await workspaceOf({ a: 'x\ny\n' }), listSymbols);
  expect(await call(tool, { path: 'a', startLine: 3 })).toBe('refused: a has 2 lines, so there is no line 3.');
  expect(await call(tool, { path: 'a', startLine: 2, endLine: 1 })).toContain('before startLine');
});

test('one definition of a file is shown by its name, with the comment above it', async () => {
  const code = [
    "import { x } from './x.ts';",
    '',
    '/** Adds. */',
    'export function add() {',
    '  return x;',
    '}',
    'class Cart {',
    '  total() {}',
    '}',
    'class Order {',
    '  total() {}',
    '}',
  ];
  const workspace = await workspaceOf({ 'a.ts': `${code.join('\n')}\n`, 'a.txt': 'add\n' });
  const tool = readFileTool(workspace, listSymbols);
  expect(await call(tool, { path: 'a.ts', symbol: 'add' })).toBe(
    'a.ts, lines 3-6 of 12; go on with startLine 7\n3\t/** Adds. */\n4\texport function add() {\n5\t  return x;\n6\t}',
  );
  expect(await call(tool, { path: 'a.ts', symbol: 'Order.total' })).toContain('lines 11-11');
  expect(await call(tool, { path: 'a.ts', symbol: 'total', startLine: 8 })).toContain('lines 8-8');
  expect(await call(tool, { path: 'a.ts', symbol: 'total' })).toContain('total is there 2 times');
  expect(await call(tool, { path: 'a.ts', symbol: 'subtract' })).toContain('It defines add, Cart');
  expect(await call(tool, { path: 'a.txt', symbol: 'add' })).toContain('Read it by its lines.');
});

test('FAULT 57, 58: what is no readable text is refused with what it is', async () => {
  const files = {
    binary: Buffer.from([1, 0, 2]),
    large: Buffer.alloc(1024 * 1024 + 1, 'x'),
    link: { link: '/etc/passwd' },
    module: { submodule: 'c0ffee00'.repeat(5) },
    'src/Parser.ts': 'x',
  };
  const tool = readFileTool(await workspaceOf(files), listSymbols);
  expect(await call(tool, { path: 'binary' })).toContain('binary file');
  expect(await call(tool, { path: 'large' })).toContain('too large');
  expect(await call(tool, { path: 'link' })).toContain('symbolic link to /etc/passwd');
  expect(await call(tool, { path: 'module' })).toContain('submodule');
  expect(await call(tool, { path: 'lib/parser.ts' })).toContain('Did you mean src/Parser.ts?');
  for (const path of ['../../etc/passwd', '/etc/passwd', 'src', '', '\0']) {
    expect(await call(tool, { path })).toContain('There is no file');
  }
});

test('a folder is listed with its files and the size of its folders', async () => {
  const tool = listFilesTool(await workspaceOf({ 'src/a.ts': '', 'src/b/c.ts': '', 'src/b/d.ts': '', 'x.md': '' }));
  expect(await call(tool, {})).toBe('src/ (3 files)\nx.md');
  expect(await call(tool, { folder: 'src' })).toBe('src/b/ (2 files)\nsrc/a.ts');
  expect(await call(tool, { folder: './src/b/' })).toBe('src/b/c.ts\nsrc/b/d.ts');
  expect(await call(tool, { containing: 'C.T' })).toBe('src/b/c.ts');
  expect(await call(tool, { folder: 'src', containing: 'src' })).toBe('No files.');
  expect(await call(tool, { folder: 'sr' })).toContain('There is no folder "sr"');
});

test('a long list ends with how much is left out', async () => {
  const files = Object.fromEntries(Array.from({ length: 520 }, (_, n) => [`f${n}`, '']));
  const lines = (await call(listFilesTool(await workspaceOf(files)), {})).split('\n');
  expect(lines).toHaveLength(501);
  expect(lines.at(-1)).toContain('and 20 more');
});

test('a search is a recorded step and shows the lines that it found', async () => {
  const lines = Array.from({ length: 100 }, (_, n) => `line ${n + 1}`).join('\n');
  const workspace = await workspaceOf({ 'a.ts': lines, 'b.ts': 'b\n' });
  const asked: unknown[] = [];
  const found = (path: string, startLine: number, endLine: number, symbol: string | null): SearchResult => {
    return { path, startLine, endLine, symbol, kind: 'function', language: 'typescript', score: 1 };
  };
  const tool = searchCodeTool(workspace, async (query, limit) => {
    asked.push([query, limit]);
    return [found('a.ts', 2, 60, 'parse'), found('b.ts', 1, 1, null), found('gone.ts', 1, 1, 'x')];
  });
  const steps = namedSteps();
  const shown = await call(tool, { query: ' where is it ', limit: 3 }, steps);
  expect(asked).toEqual([['where is it', 3]]);
  expect(steps.names).toEqual(['search the code']);
  expect(shown).toMatch(/^a\.ts, lines 2-60, function parse\n2\tline 2\n/);
  expect(shown).toContain(
    '41\tline 41\n[19 more lines; read_file shows them]\n\nb.ts, lines 1-1, function\n1\tb\n\ngone.ts',
  );
  expect(await call(searchCodeTool(workspace, nothingFound), { query: 'x' })).toContain('Nothing was found');
});

test.each([undefined, null, 'text', [], {}, { path: 1 }, { path: 'a', startLine: 0 }, { path: 'a', more: 1 }])(
  'FAULT 46: the input %j is refused with what is wrong',
  async (input) => {
    const tool = readFileTool(await workspaceOf({ a: 'x' }), listSymbols);
    expect(await call(tool, input)).toMatch(/^refused: The input of read_file is not valid\. ✖ /);
  },
);
