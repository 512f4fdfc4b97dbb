import { describe, expect, test } from 'vitest';
import { patchedRepository } from '../../src/tasks/fix/doubt-once.ts';
import { doubtPatch } from '../../src/validation/doubt-patch.ts';
import type { FileChange } from '../../src/workspace/workspace.ts';

type Files = Readonly<Record<string, string>>;

/** What is said about going from some files to others. */
async function doubts(before: Files, patch: Readonly<Record<string, string | null>>): Promise<string[]> {
  const after = new Map<string, string | null>([...Object.entries(before), ...Object.entries(patch)]);
  const paths = [...after].flatMap(([path, text]) => (text === null ? [] : [path])).sort();
  const bytes = (text: string | null | undefined) => (text === null || text === undefined ? null : Buffer.from(text));
  const changes: FileChange[] = Object.entries(patch).map(([path, text]) => ({
    ...{ path, mode: '100644' },
    ...{ before: bytes(before[path]), after: bytes(text) },
  }));
  const repository = patchedRepository({
    paths: () => paths,
    read: async (path) => bytes(after.get(path)) ?? undefined,
  });
  return (await doubtPatch(changes, repository)).map(({ path, message }) => `${path}: ${message}`);
}

describe('imports of files that are not there', () => {
  const files = { 'src/a.ts': '', 'src/util/text.ts': 'export const cut = 1;\n', 'package.json': '{"name":"shop"}' };

  test.each([
    ['src/a.ts', 'import { cut } from "./text";\n', '"./text"'],
    ['src/a.ts', "export * from './util/texts.js';\n", '"./util/texts.js"'],
    ['src/a.js', "const text = require('../texts');\n", '"../texts"'],
    ['lib/a.rb', "require_relative 'text'\n", '"./text"'],
    ['src/lib.rs', 'pub mod text;\n', '"self::text"'],
    ['lib/a.dart', "import 'text.dart';\n", '"text.dart"'],
    ['shop/a.py', 'from .text import cut\n', '".text"'],
    ['shop/a.py', 'from shop.text.cut import cut\n', '"shop.text.cut"'],
  ])('%s: %s', async (path, text, named) => {
    const found = await doubts({ ...files, 'shop/__init__.py': '' }, { [path]: text });
    expect(found).toEqual([expect.stringContaining(`${path}: It imports ${named}, and there is no such file.`)]);
  });

  test('say where a file of that name is', async () => {
    const [message] = await doubts(files, { 'src/a.ts': "import { cut } from './text';\n" });
    expect(message).toContain('There is src/util/text.ts.');
  });

  test('are found where the patch takes the file away, too', async () => {
    const both = { ...files, 'src/a.ts': "import './util/text';\n" };
    const patch = { 'src/a.ts': "import './util/text';\n// changed\n", 'src/util/text.ts': null };
    expect(await doubts(both, patch)).toHaveLength(1);
  });

  test.each([
    ['that was there before', { 'src/a.ts': "import './gone';\n" }, { 'src/a.ts': "import './gone';\n\n" }],
    ['of what a build leaves', {}, { 'src/a.ts': "import '../dist/main.js';\n" }],
    ['of what git ignores', { '.gitignore': '/src/made.ts\n' }, { 'src/a.ts': "import './made';\n" }],
    ['of another kind of file', { 'src/b.coffee': '' }, { 'src/a.ts': "import './b';\n" }],
    ['that is asked for and may fail', {}, { 'src/a.js': "try { require('./native'); } catch {}\n" }],
    ['that is guarded', {}, { 'shop/a.py': 'try:\n  from .fast import f\nexcept ImportError:\n  f = None\n' }],
    ['that the patch itself makes', {}, { 'src/a.ts': "import './new';\n", 'src/new.ts': '' }],
    ['in a string or a comment', {}, { 'src/a.ts': "// import './x'\nconst a = `import './y'`;\n" }],
    ['of a module with a path of its own', {}, { 'src/lib.rs': '#[path = "x.rs"]\nmod other;\n' }],
  ])('are no matter %s', async (_, more, patch) => {
    expect(await doubts({ ...files, 'shop/__init__.py': '', ...more }, patch)).toEqual([]);
  });
});

describe('names that a file does not have', () => {
  test('are told with those that it has', async () => {
    const files = { 'src/text.ts': 'export function cut() {}\nexport type Line = string;\nfunction own() {}\n' };
    expect(await doubts(files, { 'src/a.ts': "import { cut, trim, type Line } from './text';\n" })).toEqual([
      expect.stringContaining('src/a.ts: It imports "trim" from "./text", and src/text.ts has nothing of that name'),
    ]);
    expect(await doubts(files, { 'src/a.ts': "import text from './text';\n" })).toHaveLength(1);
    const python = { 'shop/__init__.py': '', 'shop/text.py': 'def cut():\n    inner = 1\n' };
    expect(await doubts(python, { 'shop/a.py': 'from .text import cut, inner\n' })).toEqual([
      expect.stringContaining('It imports "inner" from ".text"'),
    ]);
    expect(await doubts(python, { 'shop/a.py': 'from shop import text, words\n' })).toHaveLength(1);
  });

  test.each([
    'export const { a, b: [name] } = make();\n',
    'const inner = 1;\nexport { inner as name };\n',
    "export * from 'a-package';\n",
    "export * from './more';\n",
    'module.exports = make();\n',
    'export abstract class name {}\n',
    'export enum name { A }\n',
    'export declare function name(): void;\n',
    "export * as name from './more';\n",
  ])('are not told where ECMAScript may have it: %s', async (text) => {
    const files = { 'package.json': '{"dependencies":{"a-package":"1"}}', 'src/more.ts': 'export let name = 1;\n' };
    const patch = { 'src/b.ts': text, 'src/a.ts': "import { name } from './b';\n" };
    expect(await doubts(files, patch)).toEqual([]);
  });

  test.each([
    'name = 1\n',
    'if True:\n    name: int = 1\n',
    'try:\n    import other as name\nexcept ImportError:\n    name = None\n',
    'for name in []:\n    pass\n',
    'with f() as name:\n    pass\n',
    'from .more import *\n',
    'from elsewhere import *\n',
    'def set():\n    global name\n    name = 1\n',
    'def __getattr__(key):\n    return 1\n',
    'import name.inner\n',
    'a, (name, b) = 1, (2, 3)\n',
  ])('are not told where Python may have it: %s', async (text) => {
    const files = { 'shop/__init__.py': '', 'shop/more.py': 'name = 1\n' };
    expect(await doubts(files, { 'shop/b.py': text, 'shop/a.py': 'from .b import name\n' })).toEqual([]);
  });
});

describe('packages', () => {
  const manifest = {
    'package.json': '{"dependencies":{"left-pad":"1","@a/b":"1"},"devDependencies":{"@types/node":"1"}}',
  };

  test('that no manifest names are told', async () => {
    expect(await doubts(manifest, { 'src/a.ts': "import pad from 'right-pad/sub';\n" })).toEqual([
      'src/a.ts: It imports the package "right-pad", which no package.json names: use what is there.',
    ]);
  });

  test.each([
    'left-pad',
    'left-pad/sub',
    '@a/b',
    'node:fs',
    'fs/promises',
    'node',
    '#own',
    '@/x',
    'virtual:x',
    '$lib/x',
  ])('may be %s', async (name) => {
    expect(await doubts(manifest, { 'src/a.ts': `import '${name}';\n` })).toEqual([]);
  });

  test('are no matter where there is no manifest, or configuration gives the name', async () => {
    expect(await doubts({}, { 'src/a.ts': "import 'right-pad';\n" })).toEqual([]);
    const aliased = { ...manifest, 'tsconfig.json': '{"compilerOptions":{"paths":{"app/*":["./src/*"]}}}' };
    expect(await doubts(aliased, { 'src/a.ts': "import 'app/x';\n" })).toEqual([]);
  });
});

describe('licence headers', () => {
  const header = '// Copyright 2024 The Shop Authors\n// SPDX-License-Identifier: MIT\n';

  test('may not go or change, but for their years', async () => {
    const files = { 'a.go': `${header}\npackage a\n` };
    expect(await doubts(files, { 'a.go': 'package a\n\nvar x = 1\n' })).toEqual([
      expect.stringMatching(/^a\.go: The licence header is changed or gone[\s\S]*The Shop Authors/),
    ]);
    expect(await doubts(files, { 'a.go': `${header.replace('MIT', 'GPL-3.0')}\npackage a\n` })).toHaveLength(1);
    expect(await doubts(files, { 'a.go': `${header.replace('2024', '2024-2026')}\npackage a\n` })).toEqual([]);
    expect(await doubts(files, { 'a.go': `${header}\npackage a\n\nvar x = 1\n` })).toEqual([]);
  });

  test('stand in a new file where they stand in all files beside', async () => {
    const files = Object.fromEntries(['a', 'b', 'c'].map((name) => [`src/${name}.go`, `${header}\npackage a\n`]));
    expect(await doubts(files, { 'src/new.go': 'package a\n' })).toEqual([
      expect.stringContaining(`Begin with it, too:\n${header.trim()}`),
    ]);
    expect(await doubts(files, { 'src/new.go': `${header}\npackage a\n` })).toEqual([]);
    expect(await doubts({ ...files, 'src/d.go': 'package a\n' }, { 'src/new.go': 'package a\n' })).toEqual([]);
    expect(await doubts(files, { 'src/new.md': 'Text\n' })).toEqual([]);
  });
});

test.each(['import ', "import './x';\n", 'from . import ', "require('", '(', '\n', '// copyright ', 'x', '`'])(
  'FAULT 59: 262,144 characters of %j take linear time',
  async (unit) => {
    const text = unit.repeat(Math.ceil(262_144 / unit.length));
    const found = await Promise.all(['a.ts', 'a.py', 'a.rb', 'a.rs'].map((path) => doubts({}, { [path]: text })));
    expect(found.every(Array.isArray)).toBe(true);
  },
);
