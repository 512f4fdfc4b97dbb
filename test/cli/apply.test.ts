import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { applyCommand } from '../../src/cli/apply.ts';
import { readApplyRequest } from '../../src/cli/apply-request.ts';
import { Refusal } from '../../src/config/refusal.ts';
import { temporaryFolder } from '../workspace/temporary-repository.ts';

let folder = '';
let outside = '';

beforeEach(async () => {
  const root = await temporaryFolder();
  [folder, outside] = [path.join(root, 'repo'), path.join(root, 'repo-evil')];
  await mkdir(path.join(folder, '.git', 'hooks'), { recursive: true });
  await mkdir(path.join(folder, 'src'));
  await mkdir(outside);
  await writeFile(path.join(folder, 'src/a.ts'), 'export const a = 1;\n');
  await writeFile(path.join(folder, 'b.txt'), 'one\r\ntwo\nthree');
  await writeFile(path.join(outside, 'x'), 'secret\n');
});

async function apply(edits: unknown, ...more: string[]) {
  const file = path.join(outside, '..', 'edits');
  await writeFile(file, typeof edits === 'string' ? edits : JSON.stringify(edits));
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    const exitCode = await applyCommand([folder, '--edits', file, '--json', ...more]);
    return { exitCode, report: JSON.parse(String(written.mock.calls[0]?.[0])) };
  } finally {
    written.mockRestore();
  }
}

const read = (file: string) => readFile(path.join(folder, file), 'utf8');

test('what is asked for is a folder and its edits; anything else is refused in one line', () => {
  expect(readApplyRequest(['d', '--edits', 'e', '--check'], '/w')).toEqual({
    ...{ folder: '/w/d', edits: '/w/e', check: true, json: false },
  });
  expect(() => readApplyRequest(['d'], '/w')).toThrow('--edits FILE');
  expect(() => readApplyRequest(['--edits', 'e'], '/w')).toThrow('Name one folder');
});

test('edits are made, and reported with lines, symbols and churn; a check only tells', async () => {
  await chmod(path.join(folder, 'src/a.ts'), 0o755);
  const edits = [
    { type: 'replace_text', path: 'src/a.ts', search: 'a = 1', replace: 'a = 2' },
    { type: 'create_file', path: 'new/c.txt', content: 'c\n' },
    { command: 'str_replace', path: 'b.txt', old_str: 'two', new_str: '2\ntwo' },
  ];
  const file = { path: 'src/a.ts', change: 'edited', added: 1, removed: 1, churn: 0, symbols: ['a'], notes: [] };
  expect(await apply(edits, '--check')).toMatchObject({
    exitCode: 0,
    report: { outcome: 'would apply', files: [file, {}, {}] },
  });
  expect(await read('src/a.ts')).toBe('export const a = 1;\n');
  expect(await apply(edits)).toMatchObject({
    exitCode: 0,
    report: { outcome: 'applied', added: 3, removed: 1, churn: 0 },
  });
  expect(await read('src/a.ts')).toBe('export const a = 2;\n');
  expect(await read('b.txt')).toBe('one\r\n2\ntwo\nthree');
  expect(await read('new/c.txt')).toBe('c\n');
  expect((await lstat(path.join(folder, 'src/a.ts'))).mode & 0o777).toBe(0o755);
  expect((await readdir(folder)).toSorted()).toEqual(['.git', 'b.txt', 'new', 'src']);
});

test('one refused edit refuses them all, and says which', async () => {
  const edits = [
    { type: 'replace_text', path: 'src/a.ts', search: 'a = 1', replace: 'a = 2' },
    { type: 'replace_text', path: 'b.txt', search: 'four', replace: '4' },
  ];
  const { exitCode, report } = await apply(edits);
  expect(exitCode).toBe(1);
  expect(report).toMatchObject({
    outcome: 'refused',
    refused: [{ edit: 2, path: 'b.txt', reason: expect.stringContaining('not in the file') }],
  });
  expect(await read('src/a.ts')).toBe('export const a = 1;\n');
});

test('edits that overlap are refused, and so is one to a file that is not as it was read', async () => {
  const overlapping = [
    { type: 'replace_text', path: 'src/a.ts', search: 'const a = 1', replace: 'const b = 1' },
    { type: 'replace_text', path: 'src/a.ts', search: 'a = 1;', replace: 'a = 2;' },
  ];
  expect(await apply(overlapping)).toMatchObject({
    exitCode: 1,
    report: { refused: [{ edit: 2, reason: expect.stringContaining('overlaps edit 1') }] },
  });
  const edit = { type: 'replace_text', path: 'src/a.ts', search: 'a = 1', replace: 'a = 2' };
  const { report } = await apply([{ ...edit, ifHash: 'f'.repeat(40) }]);
  expect(report).toMatchObject({ outcome: 'refused', refused: [{ edit: 1 }] });
  expect(await read('src/a.ts')).toBe('export const a = 1;\n');
  const blob = createHash('sha1').update('blob 20\0export const a = 1;\n').digest('hex');
  expect(await apply([{ ...edit, ifHash: blob }])).toMatchObject({ exitCode: 0 });
});

test('a diff and a patch are known by their beginning; a file that moves takes its folder along', async () => {
  const diff =
    'diff --git a/src/a.ts b/lib/a.ts\nrename from src/a.ts\nrename to lib/a.ts\n--- a/src/a.ts\n+++ b/lib/a.ts\n@@ -1 +1 @@\n-export const a = 1;\n+export const a = 3;\n';
  expect(await apply(diff)).toMatchObject({
    exitCode: 0,
    report: { files: [{ change: 'moved', from: 'src/a.ts', path: 'lib/a.ts' }] },
  });
  expect(await read('lib/a.ts')).toBe('export const a = 3;\n');
  expect(await readdir(folder)).not.toContain('src');
  const patch = '*** Begin Patch\n*** Delete File: lib/a.ts\n*** Add File: d\n+d\n*** End Patch\n';
  expect(await apply(patch)).toMatchObject({ exitCode: 0 });
  expect(await read('d')).toBe('d\n');
});

test.each(['', '[]', '{"type":', 'nonsense', '[{"type":"explode"}]', '{"command":"view","path":"b.txt"}'])(
  'FAULT 46: the edits %j are refused',
  async (edits) => {
    expect(await apply(edits)).toMatchObject({ exitCode: 1, report: { outcome: 'refused' } });
  },
);

describe('FAULT 52, 53, 54: nothing is written', () => {
  test.each([
    '../repo-evil/x',
    '/etc/x',
    'a\0b',
    '.git/hooks/x',
    '.GIT/config',
    'src/../x',
    'SRC/b.ts',
    'src/A.ts',
    'b.txt/c',
    '.gitmodules',
    '.github/workflows/x.yml',
    'src',
  ])('at %j', async (file) => {
    expect(await apply([{ type: 'create_file', path: file, content: 'x' }])).toMatchObject({ exitCode: 1 });
    expect((await readdir(folder, { recursive: true })).toSorted()).toEqual([
      '.git',
      '.git/hooks',
      'b.txt',
      'src',
      'src/a.ts',
    ]);
  });

  test('through a link: a leaf, a parent, and one that leads nowhere', async () => {
    await symlink(path.join(outside, 'x'), path.join(folder, 'leaf'));
    await symlink(outside, path.join(folder, 'parent'));
    await symlink(path.join(outside, 'none'), path.join(folder, 'dangling'));
    for (const file of ['leaf', 'parent/x', 'parent/new', 'dangling']) {
      for (const type of ['write_file', 'create_file']) {
        expect(await apply([{ type, path: file, content: 'x' }])).toMatchObject({ exitCode: 1 });
      }
    }
    expect(await readdir(outside)).toEqual(['x']);
    expect(await readFile(path.join(outside, 'x'), 'utf8')).toBe('secret\n');
  });
});

test('FAULT 58: a binary file is not edited, and a line of a megabyte is', async () => {
  await writeFile(path.join(folder, 'binary'), Buffer.from([1, 0, 2]));
  await writeFile(path.join(folder, 'long'), `${'word '.repeat(200_000)}needle\n`);
  const edit = (file: string) => [{ type: 'replace_text', path: file, search: 'needle', replace: 'pin' }];
  expect(await apply(edit('binary'))).toMatchObject({ exitCode: 1 });
  expect(await apply(edit('long'))).toMatchObject({ exitCode: 0, report: { added: 1, removed: 1 } });
});

test('FAULT 56: a path that starts with a dash is a plain name', async () => {
  expect(await apply([{ type: 'create_file', path: '--output=x', content: 'x' }])).toMatchObject({ exitCode: 0 });
  expect(await read('--output=x')).toBe('x');
});

test('a folder that is not there, or has no files to edit, is wrong use', async () => {
  const bare = await temporaryFolder();
  await execa('git', ['init', '--quiet', '--bare', bare]);
  for (const directory of [path.join(folder, 'none'), bare]) {
    await expect(applyCommand([directory, '--edits', 'x'])).rejects.toBeInstanceOf(Refusal);
  }
});
