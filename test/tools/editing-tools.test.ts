import { expect, test } from 'vitest';
import { listSymbols } from '../../src/indexing/list-symbols.ts';
import { editingTools } from '../../src/tools/editing-tools.ts';
import { nothingForbidden } from '../../src/tools/forbidden-paths.ts';
import { readFileTool } from '../../src/tools/read-file.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { call, workspaceOf } from './call-tool.ts';

const files = {
  'src/a.ts': 'export function a() {\n\treturn 1;\n}\n',
  'docs/b.md': 'x\ny\nx\n',
  link: { link: 'src' },
  module: { submodule: 'c0ffee00'.repeat(5) },
  '.github/workflows/ci.yml': 'on: push\n',
  binary: Buffer.from([0]),
};

function toolOf(workspace: Workspace, name: string, forbidden = nothingForbidden) {
  const found = editingTools({ workspace, symbolsOf: listSymbols, forbidden }).find((tool) => tool.name === name);
  if (!found) throw new Error(`There is no tool ${name}.`);
  return found;
}

async function pathsChanged(workspace: Workspace): Promise<string[]> {
  return (await workspace.changes()).map(({ path }) => path);
}

test('FAULT 54: a path that the repository keeps as it is, is not changed, nor moved away', async () => {
  const workspace = await workspaceOf(files);
  const forbidden = async (paths: readonly string[]) => new Set(paths.filter((path) => path.startsWith('docs/')));
  const edit = { path: 'docs/b.md', search: 'y', replace: 'z' };
  expect(await call(toolOf(workspace, 'edit_file', forbidden), edit)).toContain(
    'configuration forbids it (risk.forbid)',
  );
  expect(await call(toolOf(workspace, 'move_file', forbidden), { path: 'docs/b.md', to: 'b.md' })).toContain('forbids');
  expect(await pathsChanged(workspace)).toEqual([]);
});

test('an edit changes the workspace and shows its place', async () => {
  const workspace = await workspaceOf(files);
  const text = await call(toolOf(workspace, 'edit_file'), {
    path: 'src/a.ts',
    search: '    return 1;',
    replace: '    return 2;',
  });
  expect(text).toBe(
    'Edited src/a.ts (your quote differed in white space). It now reads:\n1\texport function a() {\n2\t\treturn 2;\n3\t}',
  );
  expect((await workspace.read('src/a.ts'))?.toString()).toBe('export function a() {\n\treturn 2;\n}\n');
});

test('edits build on each other', async () => {
  const workspace = await workspaceOf(files);
  const tool = toolOf(workspace, 'edit_file');
  await call(tool, { path: 'docs/b.md', search: 'y', replace: 'z' });
  await call(tool, { path: 'docs/b.md', search: 'z\nx', replace: 'z\n!' });
  expect((await workspace.read('docs/b.md'))?.toString()).toBe('x\nz\n!\n');
});

test('an edit that fits nowhere or in several places is refused, and nothing changes', async () => {
  const workspace = await workspaceOf(files);
  const tool = toolOf(workspace, 'edit_file');
  expect(await call(tool, { path: 'docs/b.md', search: 'x', replace: 'z' })).toContain('there 2 times, at lines 1, 3');
  expect(await call(tool, { path: 'src/a.ts', search: 'return 7;', replace: 'z' })).toContain('2\t\treturn 1;');
  expect(await call(tool, { path: 'src/b.ts', search: 'x', replace: 'z' })).toContain('There is no file');
  expect(await pathsChanged(workspace)).toEqual([]);
  expect(await call(tool, { path: 'docs/b.md', search: 'x', replace: 'z', line: 3 })).toContain('3\tz');
});

test('an edit that breaks the syntax is refused, and nothing changes', async () => {
  const workspace = await workspaceOf(files);
  const broken = { path: 'src/a.ts', search: 'return 1;\n}', replace: 'return (1;\n' };
  expect(await call(toolOf(workspace, 'edit_file'), broken)).toMatch(
    /^refused: src\/a\.ts was not changed. After this edit src\/a\.ts would have \d+ syntax error/,
  );
  expect(await call(toolOf(workspace, 'write_file'), { path: 'new.ts', content: 'function (' })).toContain(
    'syntax error',
  );
  expect(await pathsChanged(workspace)).toEqual([]);
});

test('files are made and deleted', async () => {
  const workspace = await workspaceOf(files);
  expect(await call(toolOf(workspace, 'write_file'), { path: 'src/new/c.ts', content: 'export {};\n' })).toBe(
    'Created src/new/c.ts.',
  );
  expect(await call(toolOf(workspace, 'delete_file'), { path: 'docs/b.md' })).toBe('Deleted docs/b.md.');
  expect(await pathsChanged(workspace)).toEqual(['docs/b.md', 'src/new/c.ts']);
  expect(await call(toolOf(workspace, 'delete_file'), { path: 'docs/b.md' })).toContain('There is no file');
  expect(await call(toolOf(workspace, 'write_file'), { path: 'docs/b.md', content: 'again' })).toBe(
    'Created docs/b.md.',
  );
});

test.each([
  ['src', 'is a folder'],
  ['src/a.ts/b', 'is a file, so nothing can be in it'],
])('no file is made at %j, where something is', async (path, why) => {
  expect(await call(toolOf(await workspaceOf(files), 'write_file'), { path, content: 'x' })).toContain(why);
});

test.each([
  ['SRC/b.ts', 'There is "src"'],
  ['src/A.ts', 'There is "src/a.ts"'],
  ['Docs', 'There is "docs"'],
])('FAULT 52: no file is made at %j, which differs from another in case only', async (path, why) => {
  expect(await call(toolOf(await workspaceOf(files), 'write_file'), { path, content: 'x' })).toContain(why);
});

test.each([
  ...[
    '../x',
    '/etc/passwd',
    'a\0b',
    '',
    'src/../../repo-evil/x',
    'src\\a.ts',
    '.git/hooks/x',
    '.GIT/config',
    'GIT~1/x',
  ],
  ...['.gitmodules', '.github/workflows/ci.yml', '.GitHub/Workflows/x.yml', 'link', 'link/a.ts', 'module', 'module/x'],
])('FAULT 52, 53, 54: no tool touches %j', async (path) => {
  const workspace = await workspaceOf(files);
  expect(await call(toolOf(workspace, 'edit_file'), { path, search: 'a', replace: 'b' })).toMatch(/^refused: /);
  expect(await call(toolOf(workspace, 'write_file'), { path, content: 'x' })).toMatch(/^refused: /);
  expect(await call(toolOf(workspace, 'delete_file'), { path })).toMatch(/^refused: /);
  expect(await pathsChanged(workspace)).toEqual([]);
});

test('FAULT 56: a path that starts with a dash is a plain name', async () => {
  const workspace = await workspaceOf(files);
  expect(await call(toolOf(workspace, 'write_file'), { path: '--output=x', content: 'x' })).toBe('Created --output=x.');
});

test('FAULT 58: binary files are neither edited, nor made, nor deleted', async () => {
  const workspace = await workspaceOf(files);
  expect(await call(toolOf(workspace, 'edit_file'), { path: 'binary', search: 'a', replace: 'b' })).toContain('binary');
  expect(await call(toolOf(workspace, 'delete_file'), { path: 'binary' })).toContain('binary');
  expect(await call(toolOf(workspace, 'write_file'), { path: 'c', content: 'a\0' })).toContain('NUL');
});

test('FAULT 46: a malformed input of any tool is refused with what is wrong', async () => {
  for (const tool of editingTools({
    workspace: await workspaceOf(files),
    symbolsOf: listSymbols,
    forbidden: nothingForbidden,
  })) {
    for (const input of [
      undefined,
      null,
      'x',
      7,
      [],
      {},
      { path: ['a'] },
      { path: 'a', search: '', replace: 1, content: 2 },
    ]) {
      expect(await call(tool, input)).toMatch(/^refused: The input of \w+ is not valid\. ✖ /);
    }
  }
});

test('a symbol is replaced, moved around, renamed and deleted by its name', async () => {
  const workspace = await workspaceOf({ 'a.py': 'def f():\n    return 1\n\n\ndef g():\n    return f()\n' });
  const tool = toolOf(workspace, 'edit_symbol');
  const given = { path: 'a.py', symbol: 'f' };
  expect(await call(tool, { ...given, action: 'replace', content: 'def f():\n    return 2' })).toContain(
    '2\t    return 2',
  );
  expect(await call(tool, { ...given, action: 'insert_after', content: 'K = 1' })).toContain('5\tK = 1');
  expect(await call(tool, { ...given, action: 'rename', newName: 'h' })).toContain('renames it in 2 places');
  expect(await call(tool, { ...given, symbol: 'K', action: 'delete' })).toContain('Edited a.py');
  expect((await workspace.read('a.py'))?.toString()).toBe('def h():\n    return 2\n\n\ndef g():\n    return h()\n');
  expect(await call(tool, { ...given, action: 'replace' })).toContain('takes path, symbol and `content`');
  expect(await call(tool, { ...given, action: 'delete' })).toContain('Nothing in a.py is called f. It defines h, g.');
});

test('a patch changes all of its files or none, and a file that moves keeps its mode', async () => {
  const workspace = await workspaceOf({ ...files, 'run.sh': { executable: 'echo\n' } });
  const patch = (line: string) =>
    `*** Begin Patch\n*** Update File: src/a.ts\n-\treturn 1;\n+\treturn 2;\n*** Update File: docs/b.md\n-${line}\n+z\n*** End Patch`;
  expect(await call(toolOf(workspace, 'apply_patch'), { patch: patch('x') })).toContain('docs/b.md was not changed');
  expect(await pathsChanged(workspace)).toEqual([]);
  expect(await call(toolOf(workspace, 'apply_patch'), { patch: patch('y') })).toContain('Edited src/a.ts');
  expect(await call(toolOf(workspace, 'move_file'), { path: 'run.sh', to: 'bin/run.sh' })).toContain('Moved run.sh');
  expect(await workspace.changes()).toMatchObject([
    { path: 'bin/run.sh', mode: '100755' },
    ...[{ path: 'docs/b.md' }, { path: 'run.sh', after: null }, { path: 'src/a.ts' }],
  ]);
  expect(await call(toolOf(workspace, 'insert_lines'), { path: 'docs/b.md', afterLine: 9, content: 'x' })).toContain(
    'has 3 lines',
  );
});

test('a file that somebody else changed since it was read is not edited', async () => {
  const workspace = await workspaceOf(files);
  await call(readFileTool(workspace, listSymbols), { path: 'docs/b.md' });
  workspace.write('docs/b.md', Buffer.from('x\nw\ny\n'));
  const edit = { path: 'docs/b.md', search: 'y', replace: 'z' };
  expect(await call(toolOf(workspace, 'edit_file'), edit)).toContain('Somebody else has changed it');
  await call(readFileTool(workspace, listSymbols), { path: 'docs/b.md' });
  expect(await call(toolOf(workspace, 'edit_file'), edit)).toContain('Edited docs/b.md');
});
