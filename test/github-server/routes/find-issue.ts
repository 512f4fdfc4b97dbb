import { allows } from '../auth/installation-tokens.ts';
import { notAccessible, notFound, Refusal } from '../http/refusal.ts';
import type { RepositoryCall } from '../http/route.ts';
import type { Comment, Issue } from '../state/issue.ts';

/** For an issue `issues` is needed; for the issue side of a pull request `pull_requests` will do as well. */
export const issueRead = ['issues:read', 'pull_requests:read'] as const;
export const issueWrite = ['issues:write', 'pull_requests:write'] as const;

/** @throws 404, 410 when it was deleted, 403 for an issue where the token has `pull_requests` alone. */
export function findIssue(call: RepositoryCall, number: number, level: 'read' | 'write'): Issue {
  const issue = call.repository.issues.get(number);
  if (issue === undefined) throw notFound();
  if (issue.deleted) throw new Refusal(410, 'This issue was deleted');
  if (!call.repository.pulls.has(number) && !allows(call.token, `issues:${level}`)) throw notAccessible();
  return issue;
}

export function findComment(call: RepositoryCall, level: 'read' | 'write'): { issue: Issue; comment: Comment } {
  const id = Number(call.param('comment_id'));
  for (const issue of call.repository.issues.values()) {
    const comment = issue.comments.find((each) => each.id === id);
    if (comment !== undefined) return { issue: findIssue(call, issue.number, level), comment };
  }
  throw notFound();
}
