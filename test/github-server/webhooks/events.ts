import { listCommits } from '../git/commits.ts';
import { differences, emptyTree } from '../git/compare.ts';
import { isAncestor } from '../git/refs.ts';
import { representSimpleCommit } from '../represent/commit.ts';
import { representComment, representIssue, representLabel } from '../represent/issue.ts';
import { representPull } from '../represent/pull-request.ts';
import { representRepository } from '../represent/repository.ts';
import { representRun, representWorkflow } from '../represent/run.ts';
import { representUser } from '../represent/user.ts';
import type { Comment, Issue, Label, PullRequest } from '../state/issue.ts';
import { fullName, type Repository } from '../state/repository.ts';
import type { Run } from '../state/run.ts';
import type { User } from '../state/user.ts';
import type { World } from '../state/world.ts';
import { deliver } from './deliver.ts';

/** What every event of a repository carries. */
export function common(world: World, repository: Repository, sender: User) {
  return { repository: representRepository(world, repository), sender: representUser(world, sender) };
}

export type IssueAction = 'opened' | 'edited' | 'closed' | 'reopened' | 'labeled';

export function issueEvent(
  world: World,
  repository: Repository,
  issue: Issue,
  action: IssueAction,
  sender: User,
  label?: Label,
) {
  return deliver(world, repository, 'issues', {
    action,
    issue: representIssue(world, repository, issue),
    ...(label === undefined ? {} : { label: representLabel(world, repository, label) }),
    ...(action === 'edited' ? { changes: {} } : {}),
    ...common(world, repository, sender),
  });
}

/** @param from the body before an edit. */
export function commentEvent(
  world: World,
  repository: Repository,
  comment: Comment,
  action: 'created' | 'edited' | 'deleted',
  sender: User,
  from?: string,
) {
  const issue = repository.issues.get(comment.issueNumber);
  if (issue === undefined) throw new Error(`There is no issue ${comment.issueNumber}.`);
  return deliver(world, repository, 'issue_comment', {
    action,
    ...(from === undefined ? {} : { changes: { body: { from } } }),
    issue: representIssue(world, repository, issue),
    comment: representComment(world, repository, comment),
    ...common(world, repository, sender),
  });
}

export type PullAction =
  | 'opened'
  | 'edited'
  | 'closed'
  | 'reopened'
  | 'synchronize'
  | 'ready_for_review'
  | 'converted_to_draft';

export async function pullEvent(
  world: World,
  repository: Repository,
  pull: PullRequest,
  action: PullAction,
  sender: User,
) {
  await deliver(world, repository, 'pull_request', {
    action,
    number: pull.issue.number,
    pull_request: await representPull(world, repository, pull),
    ...(action === 'edited' ? { changes: {} } : {}),
    ...common(world, repository, sender),
  });
}

export function runEvent(
  world: World,
  repository: Repository,
  run: Run,
  action: 'requested' | 'in_progress' | 'completed',
) {
  return deliver(world, repository, 'workflow_run', {
    action,
    workflow_run: representRun(world, repository, run),
    workflow: representWorkflow(world, repository, run.workflow),
    ...common(world, repository, run.actor),
  });
}

const none = '0'.repeat(40);

/** @param before undefined for a new branch. @param after undefined for a deleted one. */
export async function pushEvent(
  world: World,
  repository: Repository,
  branch: string,
  before: string | undefined,
  after: string | undefined,
  sender: User,
) {
  const { gitDir } = repository;
  const range = before === undefined ? ['-1', `${after}`] : ['-20', `${before}..${after}`];
  const commits = after === undefined ? [] : (await listCommits(gitDir, range)).reverse();
  const described = await Promise.all(
    commits.map(async (commit) => {
      const files = await differences(gitDir, commit.parents[0] ?? emptyTree, commit.sha);
      const paths = (statuses: readonly string[]) =>
        files.filter((file) => statuses.includes(file.status)).map((file) => file.path);
      return {
        ...representSimpleCommit(commit),
        distinct: true,
        url: `${world.url}/${fullName(repository)}/commit/${commit.sha}`,
        added: paths(['added', 'renamed']),
        removed: paths(['removed']),
        modified: paths(['modified', 'changed']),
      };
    }),
  );
  await deliver(world, repository, 'push', {
    ref: `refs/heads/${branch}`,
    before: before ?? none,
    after: after ?? none,
    created: before === undefined,
    deleted: after === undefined,
    forced: before !== undefined && after !== undefined && !(await isAncestor(gitDir, before, after)),
    base_ref: null,
    compare: `${world.url}/${fullName(repository)}/compare/${before ?? none}...${after ?? none}`,
    commits: described,
    head_commit: described.at(-1) ?? null,
    pusher: { name: sender.login, email: null },
    ...common(world, repository, sender),
  });
}
