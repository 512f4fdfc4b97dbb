import { expect, test } from 'vitest';
import { createFileTool } from '../../src/tools/create-file.ts';
import { deleteFileTool } from '../../src/tools/delete-file.ts';
import { editFileTool } from '../../src/tools/edit-file.ts';
import { editingTools } from '../../src/tools/editing-tools.ts';
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

async function pathsChanged(workspace: Workspace): Promise<string[]> {
  return (await workspace.changes()).map(({ path }) => path);
}

test('an edit changes the workspace and shows its place', async () => {
  const workspace = await workspaceOf(files);
  const text = await call(editFileTool(workspace), {
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
  const tool = editFileTool(workspace);
  await call(tool, { path: 'docs/b.md', search: 'y', replace: 'z' });
  await call(tool, { path: 'docs/b.md', search: 'z\nx', replace: 'z\n!' });
  expect((await workspace.read('docs/b.md'))?.toString()).toBe('x\nz\n!\n');
});

test('an edit that fits nowhere or in several places is refused, and nothing changes', async () => {
  const workspace = await workspaceOf(files);
  const tool = editFileTool(workspace);
  expect(await call(tool, { path: 'docs/b.md', search: 'x', replace: 'z' })).toContain('there 2 times, at lines 1, 3');
  expect(await call(tool, { path: 'src/a.ts', search: 'return 7;', replace: 'z' })).toContain('2\t\treturn 1;');
  expect(await call(tool, { path: 'src/b.ts', search: 'x', replace: 'z' })).toContain('There is no file');
  expect(await pathsChanged(workspace)).toEqual([]);
  expect(await call(tool, { path: 'docs/b.md', search: 'x', replace: 'z', line: 3 })).toContain('3\tz');
});

test('an edit that breaks the syntax is refused, and nothing changes', async () => {
  const workspace = await workspaceOf(files);
  const broken = { path: 'src/a.ts', search: 'return 1;\n}', replace: 'return (1;\n' };
  expect(await call(editFileTool(workspace), broken)).toMatch(
    /^refused: After this edit src\/a\.ts would have \d+ syntax error/,
  );
  expect(await call(createFileTool(workspace), { path: 'new.ts', content: 'function (' })).toContain('syntax error');
  expect(await pathsChanged(workspace)).toEqual([]);
});

test('files are made and deleted', async () => {
  const workspace = await workspaceOf(files);
  expect(await call(createFileTool(workspace), { path: 'src/new/c.ts', content: 'export {};\n' })).toBe(
    'Created src/new/c.ts.',
  );
  expect(await call(deleteFileTool(workspace), { path: 'docs/b.md' })).toBe('Deleted docs/b.md.');
  expect(await pathsChanged(workspace)).toEqual(['docs/b.md', 'src/new/c.ts']);
  expect(await call(deleteFileTool(workspace), { path: 'docs/b.md' })).toContain('There is no file');
  expect(await call(createFileTool(workspace), { path: 'docs/b.md', content: 'again' })).toBe('Created docs/b.md.');
});

test.each([
  ['src/a.ts', 'exists already'],
  ['src', 'is a folder'],
  ['src/a.ts/b', 'is a file, so nothing can be in it'],
])('no file is made at %j, where something is', async (path, why) => {
  expect(await call(createFileTool(await workspaceOf(files)), { path, content: 'x' })).toContain(why);
});

test.each([
  ['SRC/b.ts', 'There is "src"'],
  ['src/A.ts', 'There is "src/a.ts"'],
  ['Docs', 'There is "docs"'],
])('FAULT 52: no file is made at %j, which differs from another in case only', async (path, why) => {
  expect(await call(createFileTool(await workspaceOf(files)), { path, content: 'x' })).toContain(why);
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
  expect(await call(editFileTool(workspace), { path, search: 'a', replace: 'b' })).toMatch(/^refused: /);
  expect(await call(createFileTool(workspace), { path, content: 'x' })).toMatch(/^refused: /);
  expect(await call(deleteFileTool(workspace), { path })).toMatch(/^refused: /);
  expect(await pathsChanged(workspace)).toEqual([]);
});

test('FAULT 56: a path that starts with a dash is a plain name', async () => {
  const workspace = await workspaceOf(files);
  expect(await call(createFileTool(workspace), { path: '--output=x', content: 'x' })).toBe('Created --output=x.');
});

test('FAULT 58: binary files are neither edited, nor made, nor deleted', async () => {
  const workspace = await workspaceOf(files);
  expect(await call(editFileTool(workspace), { path: 'binary', search: 'a', replace: 'b' })).toContain('binary');
  expect(await call(deleteFileTool(workspace), { path: 'binary' })).toContain('binary');
  expect(await call(createFileTool(workspace), { path: 'c', content: 'a\0' })).toContain('NUL');
});

test('FAULT 46: a malformed input of any tool is refused with what is wrong', async () => {
  for (const tool of editingTools(await workspaceOf(files))) {
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
