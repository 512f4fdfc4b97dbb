import { z } from 'zod';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** REST knows no threads: https://docs.github.com/en/graphql/reference/objects#pullrequestreviewthread */
const listThreads = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviewThreads(first: 100, after: $after) {
        nodes { id isResolved comments(first: 1) { nodes { fullDatabaseId } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;
const resolveThread = `mutation ($id: ID!) {
  resolveReviewThread(input: { threadId: $id }) { thread { isResolved } }
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

/** Resolves the threads that these review comments began; one that is resolved already stays so. */
export async function resolveThreads(context: TaskContext, roots: readonly number[]): Promise<void> {
  if (roots.length === 0) return;
  const octokit = context.client.with({ pull_requests: 'write', contents: 'read' });
  let after: string | null = null;
  do {
    const answer: unknown = await octokit.graphql(listThreads, {
      ...ownerAndRepo(context),
      number: context.issueNumber,
      after,
    });
    const { nodes, pageInfo } = page.parse(answer).repository.pullRequest.reviewThreads;
    for (const { id, isResolved, comments } of nodes) {
      const root = comments.nodes[0]?.fullDatabaseId;
      if (!isResolved && root !== undefined && roots.includes(root)) await octokit.graphql(resolveThread, { id });
    }
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
}
