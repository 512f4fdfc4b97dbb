import { decodeTime } from 'ulid';
import type { ReviewComment, ReviewToSubmit } from '../../publish/review-publisher.ts';
import { hasTaskMarker, taskMarker } from '../../text/task-marker.ts';
import { createOnce } from './create-once.ts';
import { fitBody } from './fit-body.ts';
import { statusOf } from './github-error.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** GitHub's clock and ours may differ by this. */
const clockSkewMs = 60 * 60 * 1000;

/**
 * Submits a review with its comments at once, unless the task did so before. GitHub refuses all of it for one comment
 * that it cannot place, as after a push in between: the comments then stand in the body, so that none is lost.
 */
export async function submitReview(context: TaskContext, { commit, body, comments }: ReviewToSubmit): Promise<string> {
  const { pulls } = context.client.with({ pull_requests: 'write' }).rest;
  const place = { ...ownerAndRepo(context), pull_number: context.issueNumber };
  const create = async (text: string, placed: readonly ReviewComment[]) => {
    const { data } = await pulls.createReview({
      ...place,
      commit_id: commit,
      event: 'COMMENT',
      body: fitBody(`${taskMarker(context.taskId)}\n${text}`),
      comments: placed.map(toComment),
    });
    return data.html_url;
  };
  return createOnce(
    () => findReview(context),
    async () => {
      try {
        return await create(body, comments);
      } catch (error) {
        if (statusOf(error) !== 422 || comments.length === 0) throw error;
        context.log.warn({ err: error }, 'GitHub could not place a comment: they stand in the summary');
        return create([body, ...comments.map(inBody)].join('\n\n'), []);
      }
    },
  );
}

function toComment({ anchor: { path, side, line, startLine }, body }: ReviewComment) {
  const start = startLine === null ? {} : { start_line: startLine, start_side: side };
  return { path, side, line, ...start, body: fitBody(body) };
}

function inBody({ anchor: { path, line }, body }: ReviewComment): string {
  return `**${path}:${line}**\n\n${body}`;
}

async function findReview(context: TaskContext): Promise<string | null> {
  const octokit = context.client.with({ pull_requests: 'write' });
  const pages = octokit.paginate.iterator(octokit.rest.pulls.listReviews, {
    ...ownerAndRepo(context),
    pull_number: context.issueNumber,
    per_page: 100,
  });
  const since = decodeTime(context.taskId) - clockSkewMs;
  for await (const { data } of pages) {
    // Anyone can copy the mark.
    const own = data.find(
      ({ user, body, submitted_at: at }) =>
        user?.type === 'Bot' && hasTaskMarker(body, context.taskId) && Date.parse(at ?? '') >= since,
    );
    if (own) return own.html_url;
  }
  return null;
}
