import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** Puts 👀 on the comment that asked, or on the issue. It is a courtesy: the task goes on without it. */
export async function acknowledge(context: TaskContext, commentId: number | null): Promise<void> {
  const { reactions } = context.client.with({ issues: 'write' }).rest;
  const reaction = { ...ownerAndRepo(context), content: 'eyes' } as const;
  try {
    if (commentId === null) await reactions.createForIssue({ ...reaction, issue_number: context.issueNumber });
    else await reactions.createForIssueComment({ ...reaction, comment_id: commentId });
  } catch (error) {
    context.log.warn({ err: error }, 'The request could not be acknowledged');
  }
}
