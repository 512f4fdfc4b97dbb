import { z } from 'zod';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** REST knows no threads: https://docs.github.com/en/graphql/reference/objects#pullrequestreviewthread */
const query = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviewThreads(first: 100, after: $after) {
        nodes { id isResolved comments(first: 1) { nodes { fullDatabaseId } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

const page = z.object({
  repository: z.object({
    pullRequest: z.object({
      reviewThreads: z.object({
        nodes: z.array(
          z.object({
            id: z.string(),
            isResolved: z.boolean(),
            comments: z.object({ nodes: z.array(z.object({ fullDatabaseId: z.coerce.number() })) }),
          }),
        ),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    }),
  }),
});

export interface ReviewThread {
  readonly id: string;
  readonly isResolved: boolean;
  /** The review comment that began it; null where that is gone. */
  readonly root: number | null;
}

/** The threads of review comments on the pull request that is the `issueNumber` of the context. */
export async function listThreads(context: TaskContext): Promise<ReviewThread[]> {
  const octokit = context.client.with({ pull_requests: 'write', contents: 'read' });
  const threads: ReviewThread[] = [];
  let after: string | null = null;
  do {
    const answer: unknown = await octokit.graphql(query, {
      ...ownerAndRepo(context),
      number: context.issueNumber,
      after,
    });
    const { nodes, pageInfo } = page.parse(answer).repository.pullRequest.reviewThreads;
    for (const { id, isResolved, comments } of nodes) {
      threads.push({ id, isResolved, root: comments.nodes[0]?.fullDatabaseId ?? null });
    }
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return threads;
}
