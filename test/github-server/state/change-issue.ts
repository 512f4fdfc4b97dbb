import { Refusal, validationFailed } from '../http/refusal.ts';
import type { Comment, Issue, Reaction } from './issue.ts';
import { nextNumber, type Repository } from './repository.ts';
import type { User } from './user.ts';
import { timestamp, type World } from './world.ts';

/**
 * The longest body of an issue, a comment or a pull request. GitHub speaks of characters; counted here in UTF-16
 * units, so that whoever keeps to it does so however GitHub counts.
 */
export const longestBody = 65_536;

/** @throws 422 when it is too long. */
export function checkBody(resource: 'Issue' | 'IssueComment' | 'PullRequest', body: string): string {
  if (body.length <= longestBody) return body;
  throw validationFailed({
    resource,
    field: 'body',
    code: 'custom',
    message: `body is too long (maximum is ${longestBody} characters)`,
  });
}

export function createIssue(world: World, repository: Repository, user: User, title: string, body: string): Issue {
  const now = timestamp();
  const issue: Issue = {
    id: world.nextId(),
    number: nextNumber(repository),
    user,
    title,
    body,
    state: 'open',
    labels: [],
    comments: [],
    reactions: [],
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    locked: false,
    deleted: false,
  };
  repository.issues.set(issue.number, issue);
  return issue;
}

/** @throws 403 when the conversation is locked, 422 when the body is empty or too long. */
export function addComment(world: World, issue: Issue, user: User, body: string): Comment {
  if (issue.locked) throw new Refusal(403, 'Unable to create comment because issue is locked.');
  requireText(body);
  const now = timestamp();
  const comment: Comment = {
    id: world.nextId(),
    issueNumber: issue.number,
    user,
    body: checkBody('IssueComment', body),
    history: [body],
    reactions: [],
    createdAt: now,
    updatedAt: now,
  };
  issue.comments.push(comment);
  issue.updatedAt = now;
  return comment;
}

/** Returns the body that it replaced. */
export function editComment(comment: Comment, body: string): string {
  requireText(body);
  const before = comment.body;
  comment.body = checkBody('IssueComment', body);
  comment.history.push(body);
  comment.updatedAt = timestamp();
  return before;
}

function requireText(body: string): void {
  if (body.trim() === '') {
    throw validationFailed({
      resource: 'IssueComment',
      field: 'body',
      code: 'missing_field',
      message: 'body cannot be blank',
    });
  }
}

export function setIssueState(issue: Issue, state: 'open' | 'closed'): void {
  issue.state = state;
  issue.closedAt = state === 'closed' ? timestamp() : null;
  issue.updatedAt = timestamp();
}

/** Adds a reaction, or finds the one that this user already left. */
export function react(
  world: World,
  reactions: Reaction[],
  user: User,
  content: Reaction['content'],
): { reaction: Reaction; isNew: boolean } {
  const known = reactions.find((each) => each.user.id === user.id && each.content === content);
  if (known !== undefined) return { reaction: known, isNew: false };
  const reaction: Reaction = { id: world.nextId(), user, content, createdAt: timestamp() };
  reactions.push(reaction);
  return { reaction, isNew: true };
}
