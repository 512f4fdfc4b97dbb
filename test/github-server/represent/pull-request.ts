import { listCommits } from '../git/commits.ts';
import { differences } from '../git/compare.ts';
import { canMerge } from '../git/merge.ts';
import { mergeBase, readRef } from '../git/refs.ts';
import type { PullRequest } from '../state/issue.ts';
import { fullName, type Repository } from '../state/repository.ts';
import { nodeId, type World } from '../state/world.ts';
import { association, representLabel } from './issue.ts';
import { representRepository } from './repository.ts';
import { representUser } from './user.ts';

/** As lists show it. */
export async function representSimplePull(world: World, repository: Repository, pull: PullRequest) {
  const { issue } = pull;
  const base = `${world.url}/repos/${fullName(repository)}`;
  const url = `${base}/pulls/${issue.number}`;
  const page = `${world.url}/${fullName(repository)}/pull/${issue.number}`;
  const baseSha = (await readRef(repository.gitDir, `refs/heads/${pull.base}`)) ?? pull.headSha;
  const side = (where: Repository, ref: string, sha: string) => ({
    label: `${where.owner.login}:${ref}`,
    ref,
    sha,
    user: representUser(world, where.owner),
    repo: representRepository(world, where),
  });
  const addresses = {
    self: url,
    html: page,
    issue: `${base}/issues/${issue.number}`,
    comments: `${base}/issues/${issue.number}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${base}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${base}/statuses/${pull.headSha}`,
  };
  return {
    url,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: addresses.issue,
    commits_url: addresses.commits,
    review_comments_url: addresses.review_comments,
    review_comment_url: addresses.review_comment,
    comments_url: addresses.comments,
    statuses_url: addresses.statuses,
    number: issue.number,
    state: issue.state,
    locked: issue.locked,
    title: issue.title,
    user: representUser(world, issue.user),
    body: issue.body,
    labels: issue.labels.map((label) => representLabel(world, repository, label)),
    milestone: null,
    active_lock_reason: null,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommit,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: side(pull.headRepository, pull.head, pull.headSha),
    base: side(repository, pull.base, baseSha),
    _links: Object.fromEntries(Object.entries(addresses).map(([name, href]) => [name, { href }])),
    author_association: association(repository, issue.user),
    auto_merge: null,
    draft: pull.draft,
  };
}

export async function representPull(world: World, repository: Repository, pull: PullRequest) {
  const simple = await representSimplePull(world, repository, pull);
  const { gitDir } = repository;
  const start = (await mergeBase(gitDir, simple.base.sha, pull.headSha)) ?? simple.base.sha;
  const files = await differences(gitDir, start, pull.headSha);
  const isOpen = pull.issue.state === 'open';
  const mergeable = isOpen ? await canMerge(gitDir, simple.base.sha, pull.headSha) : null;
  return {
    ...simple,
    merged: pull.mergedAt !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
    merged_by: null,
    comments: pull.issue.comments.length,
    review_comments: pull.reviewComments.length,
    maintainer_can_modify: false,
    commits: (await listCommits(gitDir, [`${start}..${pull.headSha}`])).length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}
