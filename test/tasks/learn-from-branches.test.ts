import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { commitToBranch } from '../../src/adapters/local-git/commit-to-branch.ts';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import { createPatternStore } from '../../src/adapters/postgres/pattern-store.ts';
import type { PatternStore } from '../../src/memory/pattern-store.ts';
import { learnFromBranches } from '../../src/tasks/learn-from-branches.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { fixContent, newPattern } from '../memory/patterns.ts';
import { temporaryRepository } from '../workspace/temporary-repository.ts';

let database: OpenDatabase;
let store: PatternStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = createPatternStore(database);
});
afterAll(() => database.close());
beforeEach(() => database.query('delete from patterns'));

const repository = 'local:/here';
const branch = 'goat/issue-sum';
const file = (body: string) => `export function sum(a, b) {\n  ${body}\n}\n`;

/** A repository whose branch of a fix holds one commit, and the candidate that the fix left. */
async function proposed() {
  const { gitDir, commit: base } = await temporaryRepository({ 'sum.js': file('return a - b;') });
  const git = async (...args: string[]) => (await runGit(args, { gitDir, env: person })).toString().trim();
  const change = (onto: string, name: string, body: string, message = 'Change') =>
    commitToBranch(gitDir, {
      branch: name,
      parent: onto,
      message,
      changes: [{ path: 'sum.js', mode: '100644', before: null, after: Buffer.from(file(body)) }],
    });
  await git('update-ref', `refs/heads/${branch}`, base);
  const { sha: head } = await change(base, branch, 'return a + b;');
  const content = fixContent({ base, commit: head, branch, files: ['sum.js'] });
  const owner = { repository, installation: null, origin: null };
  await store.save(owner, newPattern({ kind: 'candidate', commits: [head], content, confidence: 0, pullNumber: null }));
  const learn = (commit: string) => learnFromBranches(store, { repository, gitDir, commit });
  return { base, head, git, change, learn, remembered: () => store.list(repository, 10) };
}

const person = {
  GIT_AUTHOR_NAME: 'P',
  GIT_AUTHOR_EMAIL: 'p@example.org',
  GIT_COMMITTER_NAME: 'P',
  GIT_COMMITTER_EMAIL: 'p@example.org',
};

test('a branch that is not merged yet is no lesson, also where it is gone', async () => {
  const { base, git, learn, remembered } = await proposed();
  await learn(base);
  await git('update-ref', '-d', `refs/heads/${branch}`);
  await learn(base);
  expect(await remembered()).toEqual([]);
  expect(await store.ofKind(repository, 'candidate')).toHaveLength(1);
});

test('a branch that was merged is a fix, once, with what its advice was worth', async () => {
  const { head, learn, remembered } = await proposed();
  const owner = { repository, installation: null, origin: null };
  await store.save(owner, newPattern({ source: 'fix 0', taskId: '0', commits: [] }));
  const [advice] = await remembered();
  await store.noteRecalls('01A', advice ? [advice] : []);
  await learn(head);
  await learn(head);
  expect((await remembered()).map(({ kind, confidence }) => [kind, Number(confidence.toFixed(2))])).toEqual([
    ['fix', 0.72],
    ['fix', 0.6],
  ]);
});

test('what a person added before the merge is kept, and so is what a merge commit brings in', async () => {
  const { base, head, git, change, learn, remembered } = await proposed();
  const { sha: tip } = await change(head, branch, 'return Number(a) + Number(b);');
  const merge = await git('commit-tree', `${tip}^{tree}`, '-p', base, '-p', tip, '-m', 'Merge');
  await learn(merge);
  const [fix] = await remembered();
  expect(fix).toMatchObject({
    kind: 'fix',
    confidence: 0.5,
    content: { commit: tip, files: ['sum.js'], symbols: [{ path: 'sum.js', name: 'sum' }] },
  });
  expect(JSON.stringify(fix)).toContain('Number(a) + Number(b)');
});

test('a branch that was squashed or picked is known by its content', async () => {
  const { base, git, head, learn, remembered } = await proposed();
  const squashed = await git('commit-tree', `${head}^{tree}`, '-p', base, '-m', 'Squash');
  await learn(squashed);
  expect(await remembered()).toMatchObject([{ kind: 'fix', content: { commit: head } }]);
});

test.each([
  ['the commit', (head: string) => head],
  ['the merge', (_: string, merge: string) => merge],
])('a revert of %s makes it a wrong way', async (_, named) => {
  const { base, head, git, change, learn, remembered } = await proposed();
  const merge = await git('commit-tree', `${head}^{tree}`, '-p', base, '-p', head, '-m', 'Merge');
  await git('update-ref', 'refs/heads/main', merge);
  const message = `Revert "Change"\n\nThis reverts commit ${named(head, merge)}.`;
  const { sha } = await change(merge, 'main', 'return a - b;', message);
  await learn(sha);
  await learn(sha);
  expect(await remembered()).toMatchObject([
    { kind: 'wrong way', content: { refusal: 'It was merged, and reverted.' } },
  ]);
});

test('FAULT 23: a candidate whose commit is gone is left alone', async () => {
  const { base, git, learn, remembered } = await proposed();
  await git('update-ref', '-d', `refs/heads/${branch}`);
  await git('gc', '--prune=now', '--quiet');
  await learn(base);
  expect(await remembered()).toEqual([]);
});
