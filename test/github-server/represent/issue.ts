import { roleOf } from '../state/find.ts';
import { type Comment, type Issue, type Label, type Reaction, reactionContents } from '../state/issue.ts';
import { fullName, type Repository } from '../state/repository.ts';
import type { User } from '../state/user.ts';
import { nodeId, type World } from '../state/world.ts';
import { representApp } from './app.ts';
import { representUser } from './user.ts';

export function representIssue(world: World, repository: Repository, issue: Issue) {
  const url = `${world.url}/repos/${fullName(repository)}/issues/${issue.number}`;
  const isPull = repository.pulls.has(issue.number);
  return {
    url,
    repository_url: `${world.url}/repos/${fullName(repository)}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${world.url}/${fullName(repository)}/${isPull ? 'pull' : 'issues'}/${issue.number}`,
    id: issue.id,
    node_id: nodeId('Issue', issue.id),
    number: issue.number,
    title: issue.title,
    user: representUser(world, issue.user),
    labels: issue.labels.map((label) => representLabel(world, repository, label)),
    state: issue.state,
    locked: issue.locked,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: association(repository, issue.user),
    active_lock_reason: null,
    body: issue.body,
    state_reason: issue.state === 'closed' ? 'completed' : null,
    reactions: reactionCounts(url, issue.reactions),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: viaApp(world, issue.user),
    ...(isPull
      ? { draft: repository.pulls.get(issue.number)?.draft ?? false, pull_request: pullLinks(world, repository, issue) }
      : {}),
  };
}

function pullLinks(world: World, repository: Repository, issue: Issue) {
  const page = `${world.url}/${fullName(repository)}/pull/${issue.number}`;
  return {
    url: `${world.url}/repos/${fullName(repository)}/pulls/${issue.number}`,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    merged_at: repository.pulls.get(issue.number)?.mergedAt ?? null,
  };
}

export function representComment(world: World, repository: Repository, comment: Comment) {
  const url = `${world.url}/repos/${fullName(repository)}/issues/comments/${comment.id}`;
  const kind = repository.pulls.has(comment.issueNumber) ? 'pull' : 'issues';
  return {
    url,
    html_url: `${world.url}/${fullName(repository)}/${kind}/${comment.issueNumber}#issuecomment-${comment.id}`,
    issue_url: `${world.url}/repos/${fullName(repository)}/issues/${comment.issueNumber}`,
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    user: representUser(world, comment.user),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(repository, comment.user),
    body: comment.body,
    reactions: reactionCounts(url, comment.reactions),
    performed_via_github_app: viaApp(world, comment.user),
  };
}

export function representLabel(world: World, repository: Repository, label: Label) {
  return {
    id: label.id,
    node_id: nodeId('Label', label.id),
    url: `${world.url}/repos/${fullName(repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: 'ededed',
    default: false,
    description: null,
  };
}

export function representReaction(world: World, reaction: Reaction) {
  return {
    id: reaction.id,
    node_id: nodeId('Reaction', reaction.id),
    user: representUser(world, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

export function association(repository: Repository, user: User): string {
  if (user.id === repository.owner.id) return 'OWNER';
  return roleOf(repository, user) === 'none' ? 'NONE' : 'COLLABORATOR';
}

function viaApp(world: World, user: User) {
  return user.id === world.app.bot.id ? representApp(world) : null;
}

export function reactionCounts(url: string, reactions: readonly Reaction[]) {
  const count = (content: string) => reactions.filter((reaction) => reaction.content === content).length;
  return {
    url: `${url}/reactions`,
    total_count: reactions.length,
    ...Object.fromEntries(reactionContents.map((content) => [content, count(content)])),
  };
}
