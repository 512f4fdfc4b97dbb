import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diffStat, unifiedDiff } from '../../src/patching/minimal-diff.ts';
import { checkOut } from '../../src/workspace/check-out.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import type { FileChange } from '../../src/workspace/workspace.ts';
import { temporaryFolder, temporaryRepository } from '../workspace/temporary-repository.ts';

function change(path: string, before: string | Buffer | null, after: string | Buffer | null): FileChange {
  const bytes = (content: string | Buffer | null) => (content === null ? null : Buffer.from(content));
  return { path, mode: '100644', before: bytes(before), after: bytes(after) };
}

test('a diff has three lines of context and the headers that git writes', () => {
  const numbers = ['1', '2', '3', '4', '5', '6', '7', '8', '9', ''];
  const diff = unifiedDiff([
    change('n', numbers.join('\n'), numbers.with(4, 'five').join('\n')),
    change('new', null, 'x\n'),
  ]);
  expect(diff).toBe(
    'diff --git a/n b/n\n--- a/n\n+++ b/n\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n' +
      'diff --git a/new b/new\nnew file mode 100644\n--- /dev/null\n+++ b/new\n@@ -0,0 +1,1 @@\n+x\n',
  );
});

test('git applies what a diff says', async () => {
  const changes = [
    change('changed', 'a\nb\nc', 'a\nB\nc\n'),
    change('crlf', 'a\r\nb\r\n', 'a\r\nB\r\n'),
    change('deleted', 'x\ny\n', null),
    change('dir/new ünï', null, 'one\ntwo'),
    change('emptied', 'x\n', ''),
    change('made empty', null, ''),
    change('made large', null, 'line\n'.repeat(5000)),
    change('rewritten', 'old\n'.repeat(3000), 'new\n'.repeat(3000)),
  ];
  const before = Object.fromEntries(changes.flatMap(({ path, before }) => (before === null ? [] : [[path, before]])));
  const directory = join(await temporaryFolder(), 'out');
  await checkOut({ ...(await temporaryRepository(before)), directory });
  await runGit(['apply', '--whitespace=nowarn', '-'], { cwd: directory, input: unifiedDiff(changes) });
  const after = changes.flatMap(({ path, after }) => (after === null ? [] : [[path, after.toString()]]));
  const files = (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1)).sort();
  expect(await Promise.all(paths.map(async (path) => [path, await readFile(join(directory, path), 'utf8')]))).toEqual(
    after,
  );
});

test('FAULT 58: binary files are named, not shown', () => {
  const binary = [change('b', Buffer.from([0, 1]), Buffer.from([0, 2])), change('c', null, Buffer.from([0]))];
  expect(unifiedDiff(binary)).toBe(
    'diff --git a/b b/b\nBinary files a/b and b/b differ\n' +
      'diff --git a/c b/c\nnew file mode 100644\nBinary files /dev/null and b/c differ\n',
  );
  expect(diffStat(binary)).toEqual({ added: 0, removed: 0 });
});

test('added and removed lines are counted over all files', () => {
  expect(diffStat([change('a', 'a\nb\n', 'a\nc\nd\n'), change('b', null, 'x\n'), change('c', 'x', null)])).toEqual({
    added: 3,
    removed: 2,
  });
});
