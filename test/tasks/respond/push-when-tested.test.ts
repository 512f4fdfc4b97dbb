import { describe, expect, test } from 'vitest';
import type { TestRunner } from '../../../src/ci/test-runner.ts';
import type { CommitRequest, Publisher } from '../../../src/publish/publisher.ts';
import type { PullRequestDesk, Pushed } from '../../../src/publish/pull-request-desk.ts';
import type { ValidPatch } from '../../../src/tasks/fix/generate-valid-patch.ts';
import { offline } from '../../../src/tasks/replay/offline.ts';
import { pushWhenTested } from '../../../src/tasks/respond/push-when-tested.ts';
import type { Response } from '../../../src/tasks/respond/respond.ts';
import { openWorkspace } from '../../../src/workspace/open-workspace.ts';
import { fixRecord, iteration, report } from '../../fakes/fix-record.ts';
import { inMemoryControl, inMemorySteps } from '../../fakes/in-memory-steps.ts';
import { commitFiles, type Files, temporaryRepository } from '../../workspace/temporary-repository.ts';

const code = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
const base = { 'sum.js': code('import a', 'one()', 'two()', 'three()', 'four()') };
const ours = base['sum.js'].replace('four()', 'five()');

const red = report('failed', { failed: 1, failures: [{ kind: 'failed', name: 'adds', message: 'expected 3' }] });

/**
 * What becomes of a commit that changes the last line of a file on the branch `goat/issue-7-x`.
 * @param pushes what people push while it is tested, one after the other.
 */
async function tryIt(pushes: readonly Files[], { isRed = false, isProtected = false } = {}) {
  const { gitDir, commit: head } = await temporaryRepository(base);
  const workspace = await openWorkspace({ gitDir, commit: head });
  workspace.write('sum.js', Buffer.from(ours));
  const heads = [head];
  for (const files of pushes) heads.push(await commitFiles(gitDir, files));
  const commits: CommitRequest[] = [];
  const branches = new Map<string, string>();
  const record: Response['record'] = {
    ...fixRecord({ pullRequest: { number: 8, url: '', draft: false }, iterations: [iteration(1)] }),
    response: {
      ...{ earlier: 1, byPerson: true, pieces: [], answers: [], conflicts: [], merged: null },
      ...{ head, tryBranch: null },
    },
  };
  const task = offline<Response>('the world', {
    ...{ taskId: '01TASK', record, steps: inMemorySteps(), control: inMemoryControl() },
    pull: {
      ...{ open: true, draft: false, branch: 'goat/issue-7-x', head, ownRepository: true, mergeable: true },
      base: { branch: 'main', sha: 'b'.repeat(40) },
    },
    request: offline<Response['request']>('the request', { limits: { iterations: 3, tokens: 1 } }),
    saveRecord: async () => undefined,
    fetchCommit: async () => gitDir,
    testRunner: offline<TestRunner>('Actions', {
      run: async () => (isRed ? red : report('passed', { passed: 1 })),
    }),
    publisher: offline<Publisher>('GitHub', {
      writeTrackingComment: async () => null,
      readHead: async () => heads.at(commits.length) ?? heads.at(-1) ?? null,
      createBranch: async (wanted, sha) => {
        branches.set(wanted, sha);
        return wanted;
      },
      removeBranch: async (name, sha) => {
        if (branches.get(name) === sha) branches.delete(name);
      },
      commit: async (request) => {
        commits.push(request);
        const sha = String(commits.length + 1).repeat(40);
        branches.set(request.branch, sha);
        return { sha, verified: true, url: null };
      },
    }),
    desk: offline<PullRequestDesk>('GitHub', {
      async push(): Promise<Pushed> {
        if (isProtected) return 'refused';
        return heads.at(commits.length) === undefined ? 'pushed' : 'moved';
      },
    }),
  });
  const work = { workspace, merge: null, testsOf: async () => [] };
  const round = {
    subject: 'Name it',
    summary: 'Named.',
    actions: [],
    problems: [],
    usage: record.openUsage,
    modelCalls: 1,
  };
  const patch: ValidPatch = { kind: 'patch', round, changes: await workspace.changes(), failingTests: [] };
  const ground = { baseline: report('passed', { passed: 1 }), takesFilter: false };
  const tried = await pushWhenTested(task, work, ground, patch);
  const made = commits.map(({ branch, parent, changes }) => [
    branch,
    heads.indexOf(parent),
    ...changes.map(({ path, after }) => `${path}: ${after?.toString().trim().split('\n').join(' ')}`),
  ]);
  return { tried, made, record, branches: [...branches.keys()] };
}

const notes = { ...base, 'NOTES.md': 'n\n' };
const imported = { ...base, 'sum.js': base['sum.js'].replace('import a', 'import a\nimport b') };

describe('one commit for all that was done', () => {
  test('is tested on a branch of ours, and goes on the pull request from there', async () => {
    const { tried, made, record, branches } = await tryIt([]);
    expect(tried).toEqual({ kind: 'pushed' });
    expect(made).toEqual([['goat/pull-8', 0, 'sum.js: import a one() two() three() five()']]);
    expect([branches, record.response.tryBranch]).toEqual([[], null]);
  });

  test('that is red is on no branch but ours', async () => {
    const { tried, branches, record } = await tryIt([], { isRed: true });
    expect(tried).toMatchObject({ kind: 'failing', verdict: { kind: 'red' } });
    expect([branches, record.response.tryBranch]).toEqual([['goat/pull-8'], 'goat/pull-8']);
  });

  test('FAULT 23: is made anew on what somebody pushed meanwhile, and tested again', async () => {
    const { tried, made, record, branches } = await tryIt([notes, imported]);
    expect(tried).toEqual({ kind: 'pushed' });
    expect(made).toEqual([
      ['goat/pull-8', 0, 'sum.js: import a one() two() three() five()'],
      ['goat/pull-8', 1, 'sum.js: import a one() two() three() five()'],
      ['goat/pull-8', 2, 'sum.js: import a import b one() two() three() five()'],
    ]);
    expect(record.iterations.map(({ isDropped }) => isDropped === true)).toEqual([false, true, true, false]);
    expect(branches).toEqual([]);
  });

  test('FAULT 23: is handed back where it does not go together with that, and the hunks are kept', async () => {
    const { tried, made, record, branches } = await tryIt([{ 'sum.js': base['sum.js'].replace('four()', 'six()') }]);
    expect(tried).toMatchObject({ kind: 'left', outcome: { kind: 'declined' } });
    expect(made).toHaveLength(1);
    expect(record.response.conflicts).toMatchObject([{ path: 'sum.js' }]);
    expect(branches).toEqual(['goat/pull-8']);
  });

  test('FAULT 23: is left to people who push again and again', async () => {
    const { tried, made } = await tryIt(['1', '2', '3', '4'].map((n) => ({ ...base, 'NOTES.md': n })));
    expect(tried).toMatchObject({ kind: 'left', outcome: { reason: expect.stringContaining('each time') } });
    expect(made).toHaveLength(3);
  });

  test('FAULT 24: stays on ours where the branch is protected', async () => {
    const { tried, branches } = await tryIt([], { isProtected: true });
    expect(tried).toMatchObject({ kind: 'left', outcome: { reason: expect.stringContaining('is protected') } });
    expect(branches).toEqual(['goat/pull-8']);
  });
});
