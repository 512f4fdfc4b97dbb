import { z } from 'zod';
import { page } from '../http/page.ts';
import { created, ok, type Reply, type RepositoryCall, type Route, repositoryRoute } from '../http/route.ts';
import { representIssue, representReaction } from '../represent/issue.ts';
import { react } from '../state/change-issue.ts';
import { type Reaction, reactionContents } from '../state/issue.ts';
import type { World } from '../state/world.ts';
import { findComment, findIssue, issueRead, issueWrite } from './find-issue.ts';

const reactionRequest = z.object({ content: z.enum(reactionContents) });

/** https://docs.github.com/en/rest/issues and https://docs.github.com/en/rest/reactions */
export function issueRoutes(world: World): Route[] {
  const addReaction = (call: RepositoryCall, reactions: Reaction[]): Reply => {
    const { content } = reactionRequest.parse(call.body);
    const { reaction, isNew } = react(world, reactions, world.app.bot, content);
    return isNew ? created(representReaction(world, reaction)) : ok(representReaction(world, reaction));
  };
  const listReactions = (call: RepositoryCall, reactions: readonly Reaction[]): Reply => {
    const { items, headers } = page(call, reactions);
    return ok(
      items.map((reaction) => representReaction(world, reaction)),
      headers,
    );
  };
  return [
    repositoryRoute('GET /issues/{issue_number}', issueRead, (call) =>
      ok(representIssue(world, call.repository, findIssue(call, Number(call.param('issue_number')), 'read'))),
    ),
    repositoryRoute('GET /issues/{issue_number}/reactions', issueRead, (call) =>
      listReactions(call, findIssue(call, Number(call.param('issue_number')), 'read').reactions),
    ),
    repositoryRoute('POST /issues/{issue_number}/reactions', issueWrite, (call) =>
      addReaction(call, findIssue(call, Number(call.param('issue_number')), 'write').reactions),
    ),
    repositoryRoute('GET /issues/comments/{comment_id}/reactions', issueRead, (call) =>
      listReactions(call, findComment(call, 'read').comment.reactions),
    ),
    repositoryRoute('POST /issues/comments/{comment_id}/reactions', issueWrite, (call) =>
      addReaction(call, findComment(call, 'write').comment.reactions),
    ),
  ];
}
