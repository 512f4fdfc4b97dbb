import { confidence } from '../memory/confidence.ts';
import type { FixContent, Pattern } from '../memory/pattern.ts';
import type { PatternStore } from '../memory/pattern-store.ts';
import { rememberChange } from '../memory/remember-fix.ts';
import { findReverts } from '../text/find-reverts.ts';
import { findCommit } from '../workspace/find-commit.ts';
import { runGit } from '../workspace/run-git.ts';
import { summarizeChange } from './learn/summarize-change.ts';

/** Commits that are looked through for what they take back. */
const mostCommits = 500;

interface LocalRepositoryAt {
  readonly repository: string;
  readonly gitDir: string;
  /** The commit that a person works on. */
  readonly commit: string;
}

/**
 * On a machine nobody tells what becomes of a branch, so it is looked at before the next fix: one that is in the commit, by
 * its commits or by its content, was merged, and what a later commit reverts was a wrong way. A branch that is gone
 * says nothing.
 */
export async function learnFromBranches(store: PatternStore, at: LocalRepositoryAt): Promise<void> {
  for (const candidate of await store.ofKind(at.repository, 'candidate')) await learnOfCandidate(store, at, candidate);
  const fixes = await store.ofKind(at.repository, 'fix');
  if (fixes.length > 0) await learnOfReverts(store, at);
}

async function learnOfCandidate(
  store: PatternStore,
  { repository, gitDir, commit }: LocalRepositoryAt,
  { id, taskId, content }: Pattern,
): Promise<void> {
  if (content.kind !== 'fix') return;
  const merged = await mergedHead(gitDir, commit, content);
  if (merged === null) return;
  const change = await summarizeChange({ gitDir, from: content.base, to: merged });
  await store.settle(repository, id, {
    kind: 'fix',
    content: { ...content, ...rememberChange(change), commit: merged },
    confidence: merged === content.commit ? confidence.merged : confidence.mergedChanged,
    commits: [merged],
  });
  if (taskId !== null) await store.judgeRecalls(taskId, 'helped');
}

/** The last commit of a branch that was merged; null where it was not. */
async function mergedHead(gitDir: string, commit: string, { branch, base, commit: head }: FixContent) {
  if ((await findCommit(gitDir, head)) === undefined) return null;
  // A person may have gone on from what was proposed.
  const tip = await findCommit(gitDir, `refs/heads/${branch}`);
  if (tip !== undefined && (await isIn(gitDir, head, tip)) && (await isIn(gitDir, tip, commit))) return tip;
  if (await isIn(gitDir, head, commit)) return head;
  return (await hasContent(gitDir, base, head, commit)) ? head : null;
}

async function isIn(gitDir: string, earlier: string, later: string): Promise<boolean> {
  const args = ['rev-list', '--max-count=1', '--end-of-options', earlier, `^${later}`];
  return (await runGit(args, { gitDir })).length === 0;
}

/** Squashed, rebased or picked: each file that the fix changed is in the commit as the fix left it. */
async function hasContent(gitDir: string, base: string, head: string, commit: string): Promise<boolean> {
  const [changed, different] = [await pathsBetween(gitDir, base, head), await pathsBetween(gitDir, head, commit)];
  return changed.length > 0 && !changed.some((path) => different.includes(path));
}

async function pathsBetween(gitDir: string, from: string, to: string): Promise<string[]> {
  const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--end-of-options', from, to];
  return (await runGit(args, { gitDir })).toString().split('\0').filter(Boolean);
}

async function learnOfReverts(store: PatternStore, { repository, gitDir, commit }: LocalRepositoryAt): Promise<void> {
  const log = await runGit(
    ['log', '-z', `--max-count=${mostCommits}`, '--format=%B', '--end-of-options', commit, '--'],
    { gitDir },
  );
  const { commits } = findReverts(log.toString().split('\0'), '');
  // Of a merge, git names the merge itself; what it brought in ends in its second parent.
  const broughtIn = await Promise.all(commits.map((sha) => findCommit(gitDir, `${sha}^2`)));
  const named = [...commits, ...broughtIn.filter((sha) => sha !== undefined)];
  for (const { id, kind, taskId, content } of await store.ofCommits(repository, named)) {
    if (kind !== 'fix' || content.kind !== 'fix') continue;
    await store.settle(repository, id, {
      kind: 'wrong way',
      content: { ...content, refusal: 'It was merged, and reverted.' },
      confidence: confidence.refused,
      commits: [],
    });
    if (taskId !== null) await store.judgeRecalls(taskId, 'misled');
  }
}
