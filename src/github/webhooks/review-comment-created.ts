import { z } from 'zod';
import { readRemark, remark, reviewPayload } from './feedback-payload.ts';
import { toRepository, unexpected } from './payload.ts';
import { ignore, type Reaction } from './reaction.ts';

/** Characters of the diff around a line; the line that is meant comes last. */
const longestHunk = 2_000;

const schema = z.object({
  ...reviewPayload,
  comment: remark.extend({
    path: z.string(),
    line: z.number().int().nullish(),
    diff_hunk: z.string(),
    in_reply_to_id: z.number().int().nullish(),
  }),
});

/** A comment on a line of the diff, or an answer in its thread. */
export function reviewCommentCreated(payload: unknown): Reaction {
  const checked = schema.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  const { comment, pull_request: pull } = checked.data;
  const read = readRemark(comment);
  if (typeof read === 'string') return ignore(read);
  const place = {
    thread: comment.in_reply_to_id ?? comment.id,
    path: comment.path,
    line: comment.line ?? null,
    hunk: comment.diff_hunk.slice(-longestHunk),
  };
  return {
    kind: 'feedback',
    repository: toRepository(checked.data),
    on: { pull: pull.number },
    feedback: { kind: 'thread', ...read, place },
  };
}
