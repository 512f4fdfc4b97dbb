import { z } from 'zod';
import { allows, requireReach } from '../auth/installation-tokens.ts';
import { notAccessible, Refusal } from '../http/refusal.ts';
import { association } from '../represent/issue.ts';
import { currentLine } from '../represent/review.ts';
import { findRepository } from '../state/find.ts';
import type { PullRequest, Reaction } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import type { ReviewComment } from '../state/review.ts';
import type { User } from '../state/user.ts';
import { type InstallationToken, nodeId, type World } from '../state/world.ts';
import { connection } from './connection.ts';

const repositoryInput = z.object({ owner: z.string(), name: z.string() });
const pullInput = z.object({ number: z.number() });
const threadInput = z.object({ input: z.object({ threadId: z.string() }) });

/** Threads of review comments, which REST does not know: https://docs.github.com/en/graphql/reference/objects */
export function reviewThreads(world: World, token: InstallationToken) {
  const check = (repository: Repository, level: 'read' | 'write') => {
    requireReach(token, repository);
    if (!allows(token, `pull_requests:${level}`)) throw notAccessible();
  };
  const setResolved = (resolved: boolean) => (argument: unknown) => {
    const { pull, repository, root } = findThread(world, threadInput.parse(argument).input.threadId);
    check(repository, 'write');
    if (resolved) pull.resolvedThreads.set(root.id, world.app.bot);
    else pull.resolvedThreads.delete(root.id);
    return { thread: describeThread(repository, pull, root) };
  };
  return {
    resolveReviewThread: setResolved(true),
    unresolveReviewThread: setResolved(false),
    repository: (argument: unknown) => {
      const { owner, name } = repositoryInput.parse(argument);
      const repository = findRepository(world, owner, name);
      check(repository, 'read');
      return {
        pullRequest: (wanted: unknown) => {
          const { number } = pullInput.parse(wanted);
          const pull = repository.pulls.get(number);
          if (pull === undefined) {
            throw new Refusal(200, `Could not resolve to a PullRequest with the number of ${number}.`);
          }
          const roots = pull.reviewComments.filter(({ inReplyTo }) => inReplyTo === null);
          const threads = roots.map((root) => describeThread(repository, pull, root));
          return {
            id: nodeId('PullRequest', pull.id),
            number,
            headRefOid: pull.headSha,
            reviewThreads: connection(threads),
          };
        },
      };
    },
  };
}

function describeThread(repository: Repository, pull: PullRequest, root: ReviewComment) {
  const comments = pull.reviewComments.filter((each) => each === root || each.inReplyTo === root.id);
  const resolvedBy = pull.resolvedThreads.get(root.id);
  const { line, path, side, startLine, startSide } = root.anchor;
  return {
    id: threadId(root),
    isResolved: resolvedBy !== undefined,
    isCollapsed: resolvedBy !== undefined,
    isOutdated: async () => (await currentLine(repository, pull, root)) === null,
    resolvedBy: resolvedBy === undefined ? null : actor(resolvedBy),
    path,
    line: () => currentLine(repository, pull, root),
    originalLine: line,
    originalStartLine: startLine,
    diffSide: side,
    startDiffSide: startSide,
    subjectType: 'LINE',
    viewerCanReply: true,
    viewerCanResolve: true,
    viewerCanUnresolve: true,
    comments: connection(comments.map((comment) => describeComment(repository, comment))),
  };
}

function describeComment(repository: Repository, comment: ReviewComment) {
  return {
    id: nodeId('PullRequestReviewComment', comment.id),
    // GitHub's ids are past what its `databaseId` can hold.
    fullDatabaseId: String(comment.id),
    body: comment.body,
    path: comment.anchor.path,
    createdAt: comment.createdAt,
    author: actor(comment.user),
    authorAssociation: association(repository, comment.user),
    reactions: (wanted: unknown) => {
      const { content } = z.object({ content: z.string().nullish() }).parse(wanted);
      const some = comment.reactions.filter((each) => content == null || names[each.content] === content);
      const nodes = some.map((each) => ({ content: names[each.content], user: actor(each.user) }));
      return connection(nodes)(wanted);
    },
  };
}

const names: Readonly<Record<Reaction['content'], string>> = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  laugh: 'LAUGH',
  confused: 'CONFUSED',
  heart: 'HEART',
  hooray: 'HOORAY',
  rocket: 'ROCKET',
  eyes: 'EYES',
};

/** GraphQL names a bot without the `[bot]` that REST puts behind it. */
function actor(user: User) {
  const login = user.login.replace('[bot]', '');
  return { __typename: user.type, id: nodeId(user.type, user.id), login };
}

export function threadId(root: ReviewComment): string {
  return nodeId('PullRequestReviewThread', root.id);
}

function findThread(world: World, id: string): { repository: Repository; pull: PullRequest; root: ReviewComment } {
  for (const repository of world.repositories) {
    for (const pull of repository.pulls.values()) {
      const root = pull.reviewComments.find((each) => each.inReplyTo === null && threadId(each) === id);
      if (root !== undefined) return { repository, pull, root };
    }
  }
  throw new Refusal(200, `Could not resolve to a node with the global id of '${id}'`);
}
