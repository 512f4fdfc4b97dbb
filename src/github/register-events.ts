import type { Logger, Probot } from 'probot';
import type { TaskInbox } from './task-inbox.ts';
import { branchPushed } from './webhooks/branch-pushed.ts';
import { checkRunCompleted } from './webhooks/check-run-completed.ts';
import { issueCommentCreated } from './webhooks/issue-comment-created.ts';
import { issueLabeled } from './webhooks/issue-labeled.ts';
import { pullRequestClosed } from './webhooks/pull-request-closed.ts';
import { pullRequestOpened } from './webhooks/pull-request-opened.ts';
import { pullRequestSynchronize } from './webhooks/pull-request-synchronize.ts';
import { push } from './webhooks/push.ts';
import type { Reaction, TriggerSettings } from './webhooks/reaction.ts';
import { reviewCommentCreated } from './webhooks/review-comment-created.ts';
import { reviewSaid } from './webhooks/review-said.ts';
import { reviewSubmitted } from './webhooks/review-submitted.ts';
import { workflowRunCompleted } from './webhooks/workflow-run-completed.ts';

/** Wires the events that start or wake tasks. A handler records what arrived and does nothing else. */
export function registerEvents(app: Probot, inbox: TaskInbox, settings: TriggerSettings): void {
  app.on('issue_comment.created', ({ id, payload, log }) =>
    react(issueCommentCreated(payload, settings), id, inbox, log),
  );
  app.on('issues.labeled', ({ id, payload, log }) => react(issueLabeled(payload, settings), id, inbox, log));
  app.on('pull_request.synchronize', ({ id, payload, log }) =>
    react(pullRequestSynchronize(payload, settings), id, inbox, log),
  );
  app.on(['pull_request.opened', 'pull_request.ready_for_review'], ({ id, payload, log }) =>
    react(pullRequestOpened(payload, settings), id, inbox, log),
  );
  app.on('pull_request.closed', ({ id, payload, log }) => react(pullRequestClosed(payload), id, inbox, log));
  app.on('push', ({ id, payload, log }) => react(push(payload), id, inbox, log));
  app.on('pull_request_review.submitted', ({ id, payload, log }) => react(reviewSaid(payload), id, inbox, log));
  app.on('pull_request_review_comment.created', ({ id, payload, log }) => react(reviewSaid(payload), id, inbox, log));
  app.on('pull_request_review.submitted', ({ id, payload, log }) => react(reviewSubmitted(payload), id, inbox, log));
  app.on('pull_request_review_comment.created', ({ id, payload, log }) =>
    react(reviewCommentCreated(payload), id, inbox, log),
  );
  app.on('check_run.completed', ({ id, payload, log }) => react(checkRunCompleted(payload, settings), id, inbox, log));
  app.on('push', ({ id, payload, log }) => react(branchPushed(payload), id, inbox, log));
  app.on('workflow_run.completed', ({ id, payload, log }) => react(workflowRunCompleted(payload), id, inbox, log));
}

async function react(reaction: Reaction, deliveryId: string, inbox: TaskInbox, log: Logger): Promise<void> {
  switch (reaction.kind) {
    case 'start': {
      const { taskId, created } = await inbox.start(reaction.request, deliveryId);
      log.info({ taskId, kind: reaction.request.kind }, created ? 'Task started' : 'Delivered again');
      return;
    }
    case 'plain comment':
      return inbox.commented(reaction.comment, deliveryId);
    case 'feedback':
      return inbox.feedback(reaction, deliveryId);
    case 'run completed':
      return inbox.runCompleted(reaction.run);
    case 'ignore':
      log.debug({ reason: reaction.reason }, 'Webhook ignored');
      return;
    case 'unexpected payload':
      log.warn({ fields: reaction.fields }, 'Webhook ignored: its payload lacks these fields');
  }
}
