import { expect, test } from 'vitest';
import type { SymbolPlace } from '../../src/context/find-uses.ts';
import { findUsesTool, type UsesIndex } from '../../src/tools/find-uses.ts';
import { call, namedSteps, workspaceOf } from './call-tool.ts';

const files = {
  'src/parse.ts': '// parse\nexport function parse() {\n  return 1;\n}\n',
  'src/send.ts':
    'import { parse } from "./parse.ts";\n\nexport function send() {\n  parseAll();\n  return parse() + parse();\n}\n',
  'test/parse.test.ts': `${'parse();\n'.repeat(8)}`,
};

function place(path: string, startLine: number, endLine: number, symbol: string | null): SymbolPlace {
  return { path, startLine, endLine, symbol, kind: 'function', isTest: path.startsWith('test/') };
}

const uses: UsesIndex = {
  findUses: async (symbol) => ({
    name: symbol,
    definitions: symbol === 'parse' ? [place('src/parse.ts', 2, 4, 'parse')] : [],
    uses: symbol === 'parse' ? [place('src/send.ts', 3, 6, 'send'), place('test/parse.test.ts', 1, 8, null)] : [],
    total: symbol === 'parse' ? 12 : 0,
  }),
  findImporters: async (path) =>
    path === 'src/parse.ts'
      ? [
          { path: 'src/send.ts', isTest: false },
          { path: 'test/parse.test.ts', isTest: true },
        ]
      : path === 'src/send.ts'
        ? []
        : undefined,
};

test('who uses a symbol is a recorded step, and shown with the lines that name it', async () => {
  const steps = namedSteps();
  const shown = await call(findUsesTool(await workspaceOf(files), uses), { symbol: ' parse ' }, steps);
  expect(steps.names).toEqual(['find uses']);
  expect(shown).toBe(
    [
      'Defined in src/parse.ts, function parse\n2\texport function parse() {',
      'Used in src/send.ts, function send\n5\t  return parse() + parse();',
      'Used in test/parse.test.ts, function (test)\n1\tparse();\n2\tparse();\n3\tparse();\n4\tparse();\n5\tparse();\n[3 more lines]',
      '[10 more parts of the code use it]',
    ].join('\n\n'),
  );
});

test('edits may have moved a use: then it is looked for in the whole file', async () => {
  const workspace = await workspaceOf(files);
  workspace.write('src/send.ts', Buffer.from(`${'\n'.repeat(10)}parse();\n`));
  expect(await call(findUsesTool(workspace, uses), { symbol: 'parse' })).toContain('function send\n11\tparse();');
});

test('a file that is gone says so', async () => {
  const workspace = await workspaceOf({ 'src/parse.ts': files['src/parse.ts'] });
  expect(await call(findUsesTool(workspace, uses), { symbol: 'parse' })).toContain('There is no file "src/send.ts"');
});

test('what nobody knows is said, with the next step', async () => {
  const tool = findUsesTool(await workspaceOf(files), uses);
  expect(await call(tool, { symbol: 'nothing' })).toBe('Nothing defines or uses nothing. Try search_code.');
  expect(await call(tool, { path: 'src/send.ts' })).toBe('No indexed file imports src/send.ts.');
  expect(await call(tool, { path: 'gone.ts' })).toBe(
    'refused: "gone.ts" is not in the index. Use list_files to see what there is.',
  );
});

test('who imports a file is a recorded step, with its tests marked', async () => {
  const steps = namedSteps();
  const tool = findUsesTool(await workspaceOf(files), uses);
  expect(await call(tool, { path: 'src/parse.ts' }, steps)).toBe('src/send.ts\ntest/parse.test.ts (test)');
  expect(steps.names).toEqual(['find importers']);
});

test('a long list ends with how much is left out', async () => {
  const many = Array.from({ length: 230 }, (_, n) => ({ path: `f${n}.ts`, isTest: false }));
  const tool = findUsesTool(await workspaceOf(files), { ...uses, findImporters: async () => many });
  const lines = (await call(tool, { path: 'src/parse.ts' })).split('\n');
  expect(lines).toHaveLength(201);
  expect(lines.at(-1)).toBe('… and 30 more');
});

test.each([{}, { symbol: 'a', path: 'b' }])('FAULT 46: %j is refused: one of both is wanted', async (input) => {
  expect(await call(findUsesTool(await workspaceOf(files), uses), input)).toBe(
    'refused: Give either `symbol` or `path`.',
  );
});
