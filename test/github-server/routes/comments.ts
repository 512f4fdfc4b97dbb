import { z } from 'zod';
import { page } from '../http/page.ts';
import { created, noContent, ok, type RepositoryCall, type Route, repositoryRoute } from '../http/route.ts';
import { representComment } from '../represent/issue.ts';
import { addComment, editComment } from '../state/change-issue.ts';
import type { World } from '../state/world.ts';
import { commentEvent } from '../webhooks/events.ts';
import { findComment, findIssue, issueRead, issueWrite } from './find-issue.ts';

const bodyRequest = z.object({ body: z.string() });

/** https://docs.github.com/en/rest/issues/comments */
export function commentRoutes(world: World): Route[] {
  const { bot } = world.app;
  const issueOf = (call: RepositoryCall, level: 'read' | 'write') =>
    findIssue(call, Number(call.param('issue_number')), level);
  return [
    repositoryRoute('GET /issues/{issue_number}/comments', issueRead, (call) => {
      const since = Date.parse(call.query.get('since') ?? '1970-01-01T00:00:00Z');
      const comments = issueOf(call, 'read').comments.filter((comment) => Date.parse(comment.updatedAt) >= since);
      const { items, headers } = page(call, comments);
      return ok(
        items.map((comment) => representComment(world, call.repository, comment)),
        headers,
      );
    }),
    repositoryRoute('POST /issues/{issue_number}/comments', issueWrite, (call) => {
      const comment = addComment(world, issueOf(call, 'write'), bot, bodyRequest.parse(call.body).body);
      world.background(commentEvent(world, call.repository, comment, 'created', bot));
      return created(representComment(world, call.repository, comment));
    }),
    repositoryRoute('GET /issues/comments/{comment_id}', issueRead, (call) =>
      ok(representComment(world, call.repository, findComment(call, 'read').comment)),
    ),
    repositoryRoute('PATCH /issues/comments/{comment_id}', issueWrite, (call) => {
      const { comment } = findComment(call, 'write');
      const before = editComment(comment, bodyRequest.parse(call.body).body);
      world.background(commentEvent(world, call.repository, comment, 'edited', bot, before));
      return ok(representComment(world, call.repository, comment));
    }),
    repositoryRoute('DELETE /issues/comments/{comment_id}', issueWrite, (call) => {
      const { issue, comment } = findComment(call, 'write');
      issue.comments.splice(issue.comments.indexOf(comment), 1);
      world.background(commentEvent(world, call.repository, comment, 'deleted', bot));
      return noContent;
    }),
  ];
}
