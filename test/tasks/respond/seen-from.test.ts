import { expect, test } from 'vitest';
import { mergeInto } from '../../../src/patching/merge-into.ts';
import { seenFrom } from '../../../src/tasks/respond/seen-from.ts';
import { openWorkspace } from '../../../src/workspace/open-workspace.ts';
import { commitFiles, temporaryRepository } from '../../workspace/temporary-repository.ts';

const lines = (...added: readonly string[]) => ['import a', ...added, ''].join('\n');

test('FAULT 23: what was pushed under our edits is no part of our changes', async () => {
  const { gitDir, commit } = await temporaryRepository({
    ...{ 'both.py': lines(), 'gone.py': 'x\n', 'ours.py': '1\n', 'run.sh': 'echo 1\n' },
  });
  const workspace = await openWorkspace({ gitDir, commit });
  workspace.write('both.py', Buffer.from(lines('import b')));
  workspace.write('ours.py', Buffer.from('2\n'));
  const pushed = await commitFiles(gitDir, {
    ...{ 'both.py': lines('import c'), 'ours.py': '1\n', 'run.sh': { executable: 'echo 1\n' }, 'theirs.py': 't\n' },
  });
  expect((await mergeInto(workspace, { base: commit, theirs: pushed })).conflicts).toEqual([]);
  // Taken back to what it was before the push: on top of the push that is a change, too.
  workspace.delete('theirs.py');
  const changes = await (await seenFrom(workspace, pushed)).changes();
  expect(changes.map(({ path, before, after }) => [path, before?.toString(), after?.toString()])).toEqual([
    ['both.py', lines('import c'), lines('import b', 'import c')],
    ['ours.py', '1\n', '2\n'],
    ['theirs.py', 't\n', undefined],
  ]);
});

test('beside the commit that it was opened at, a workspace is as it is', async () => {
  const { gitDir, commit } = await temporaryRepository({ a: '1\n' });
  const workspace = await openWorkspace({ gitDir, commit });
  expect(await seenFrom(workspace, commit)).toBe(workspace);
});
