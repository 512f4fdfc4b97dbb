import { expect, test } from 'vitest';
import { mergeInto } from '../../src/patching/merge-into.ts';
import { openWorkspace } from '../../src/workspace/open-workspace.ts';
import { commitFiles, type Files, temporaryRepository } from '../workspace/temporary-repository.ts';

/** What comes of `theirs` laid over `ours`, and what the workspace has then. */
async function merge(base: Files, ours: Files, theirs: Files) {
  const { gitDir, commit } = await temporaryRepository(base);
  const [mine, other] = [await commitFiles(gitDir, ours), await commitFiles(gitDir, theirs)];
  const workspace = await openWorkspace({ gitDir, commit: mine });
  const { conflicts } = await mergeInto(workspace, { base: commit, theirs: other });
  const content: Record<string, string | undefined> = {};
  for (const path of workspace.paths()) content[path] = (await workspace.read(path))?.toString();
  return { conflicts, content, workspace };
}

test('each side keeps its files, and a file of both is merged by structure', async () => {
  const base = { 'a.py': 'import a\n', gone: 'x', stays: 'x' };
  const ours = { ...base, 'a.py': 'import a\nimport b\n', mine: 'm' };
  const theirs = { 'a.py': 'import a\nimport c\n', stays: 'y', theirs: 't' };
  const { conflicts, content } = await merge(base, ours, theirs);
  expect(conflicts).toEqual([]);
  expect(content).toEqual({ 'a.py': 'import a\nimport b\nimport c\n', mine: 'm', stays: 'y', theirs: 't' });
});

test('the mode that a side set stays', async () => {
  const base = { run: 'echo 1\n' };
  const { workspace } = await merge(base, { run: { executable: 'echo 1\n' } }, { run: 'echo 2\n' });
  expect(workspace.entry('run')?.mode).toBe('100755');
  expect((await workspace.read('run'))?.toString()).toBe('echo 2\n');
});

test.each<[what: string, base: Files, ours: Files, theirs: Files, path: string, reason: RegExp]>([
  ['two edits of one thing', { a: '1\n' }, { a: '2\n' }, { a: '3\n' }, 'a', /changed the same code/],
  ['an edit of what is deleted there', { a: '1\n', b: '' }, { a: '2\n', b: '' }, { b: '' }, 'a', /deleted or renamed/],
  ['an edit of what is deleted here', { a: '1\n', b: '' }, { b: '' }, { a: '2\n', b: '' }, 'a', /deleted here/],
  ['a binary file (FAULT 58)', { a: '\0' }, { a: '\0a' }, { a: '\0b' }, 'a', /no text/],
  ['a link (FAULT 53)', { a: '1' }, { a: { link: 'x' } }, { a: { link: 'y' } }, 'a', /no text/],
  [
    'a submodule (FAULT 57)',
    { a: { submodule: '1'.repeat(40) } },
    { a: { submodule: '2'.repeat(40) } },
    { a: { submodule: '3'.repeat(40) } },
    'a',
    /submodule/,
  ],
  ['a file and a folder', { b: '' }, { b: '', a: '1' }, { b: '', 'a/x': '1' }, 'a', /a folder on the other/],
])('%s is a conflict, and nothing is laid over', async (_, base, ours, theirs, path, reason) => {
  const others = { new: 'from there' };
  const { conflicts, content } = await merge(base, ours, { ...theirs, ...others });
  expect(conflicts).toEqual([expect.objectContaining({ path, reason: expect.stringMatching(reason) })]);
  expect(Object.keys(content).sort()).toEqual(Object.keys(ours).sort());
});

test('a conflict comes with its hunks', async () => {
  const { conflicts } = await merge({ a: '0\n1\n' }, { a: '0\n2\n' }, { a: '0\n3\n' });
  expect(conflicts[0]?.hunks).toEqual(['<<<<<<< left\n2\n=======\n3\n>>>>>>> right']);
});
