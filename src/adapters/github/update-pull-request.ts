import type { PullRequestChange, PullRequestRef } from '../../publish/publisher.ts';
import { fitBody } from './fit-body.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** REST has no call for these: https://docs.github.com/en/graphql/reference/mutations */
const markReady = `mutation ($id: ID!) {
  markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } }
}`;
const makeDraft = `mutation ($id: ID!) {
  convertPullRequestToDraft(input: { pullRequestId: $id }) { pullRequest { isDraft } }
}`;

/** Edits the description, and takes the pull request out of draft or puts it back. Safe to repeat. */
export async function updatePullRequest(
  context: TaskContext,
  pullRequest: PullRequestRef,
  { body, draft }: PullRequestChange,
): Promise<PullRequestRef> {
  const octokit = context.client.with({ pull_requests: 'write', contents: 'read' });
  const { data } = await octokit.rest.pulls.update({
    ...ownerAndRepo(context),
    pull_number: pullRequest.number,
    body: fitBody(body),
  });
  if ((data.draft ?? false) !== draft && data.state === 'open') {
    try {
      await octokit.graphql(draft ? makeDraft : markReady, { id: data.node_id });
    } catch (error) {
      // Some plans have no drafts: there the description says what it is.
      if (!draft) throw error;
      context.log.warn({ err: error }, 'The pull request could not be made a draft');
      return { ...pullRequest, draft: false };
    }
  }
  return { ...pullRequest, draft };
}
