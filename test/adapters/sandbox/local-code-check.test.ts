import { expect, test } from 'vitest';
import { commitAside } from '../../../src/adapters/local-git/commit-aside.ts';
import { defaultLimits } from '../../../src/adapters/sandbox/default-limits.ts';
import { createLocalCodeCheck } from '../../../src/adapters/sandbox/local-code-check.ts';
import { noSandbox } from '../../../src/adapters/sandbox/no-sandbox.ts';
import { runGit } from '../../../src/workspace/run-git.ts';
import type { FileChange } from '../../../src/workspace/workspace.ts';
import { temporaryFolder, temporaryRepository } from '../../workspace/temporary-repository.ts';

async function checkBy(command: string) {
  const { gitDir, commit } = await temporaryRepository({ 'sum.txt': 'one\n', 'old.txt': 'old\n' });
  const check = createLocalCodeCheck({
    gitDir,
    command,
    directory: await temporaryFolder(),
    sourceDirectory: gitDir,
    setupCommand: null,
    sandbox: noSandbox,
    limits: defaultLimits(),
    environment: { PATH: '/usr/bin:/bin' },
    commitAside: (parent, changes) => commitAside(gitDir, parent, changes),
  });
  const run = (...changes: FileChange[]) =>
    check.run({ taskId: '01TASK', commit, changes }, new AbortController().signal);
  const branches = async () =>
    (await runGit(['for-each-ref', '--format=%(refname) %(objectname)'], { gitDir })).toString();
  return { run, branches };
}

const change = (path: string, after: string | null): FileChange => ({
  path,
  mode: '100644',
  before: null,
  after: after === null ? null : Buffer.from(after),
});

test('the command sees the commit with the changes on top, and no branch moves', async () => {
  const { run, branches } = await checkBy('cat sum.txt; ls; grep -q two sum.txt && test ! -e old.txt');
  const before = await branches();
  expect(await run()).toMatchObject({ outcome: 'failed', logTail: expect.stringContaining('one') });
  const changed = await run(change('sum.txt', 'two\n'), change('old.txt', null), change('new.txt', 'new\n'));
  expect(changed).toMatchObject({ outcome: 'passed', logTail: expect.stringContaining('new.txt') });
  // The next run finds the files of its own commit again.
  expect(await run()).toMatchObject({ outcome: 'failed', logTail: expect.stringContaining('old.txt') });
  expect(await branches()).toBe(before);
});

test('a command that is not there has not run', async () => {
  const { run } = await checkBy('no-such-linter .');
  expect(await run()).toMatchObject({ outcome: 'not run', reason: expect.stringContaining('no-such-linter') });
});
