import type { PullRequestDraft, PullRequestRef } from '../../publish/publisher.ts';
import { createOnce } from './create-once.ts';
import { findOpen, toRef } from './find-open.ts';
import { fitBody } from './fit-body.ts';
import { statusOf } from './github-error.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

const noDrafts = '> [!NOTE]\n> This is meant as a draft; the plan of this repository has no drafts.\n\n';

/** Opens the pull request of the task's branch, or finds the one that is open already. */
export async function openPullRequest(context: TaskContext, request: PullRequestDraft): Promise<PullRequestRef> {
  try {
    return await open(context, request);
  } catch (error) {
    if (!request.draft || !refusesDrafts(error)) throw error;
    return open(context, { ...request, draft: false, body: noDrafts + request.body });
  }
}

function open(context: TaskContext, request: PullRequestDraft): Promise<PullRequestRef> {
  const { pulls } = context.client.with({ pull_requests: 'write', contents: 'read' }).rest;
  const find = async () => {
    const found = await findOpen(context, request);
    return found && toRef(found);
  };
  return createOnce(find, async () => {
    try {
      const { branch: head, base, title, body, draft } = request;
      const { data } = await pulls.create({
        ...ownerAndRepo(context),
        head,
        base,
        title,
        body: fitBody(body),
        draft,
      });
      return toRef(data);
    } catch (error) {
      const existing = statusOf(error) === 422 ? await find() : null;
      if (existing) return existing;
      throw error;
    }
  });
}

function refusesDrafts(error: unknown): boolean {
  return (
    statusOf(error) === 422 && error instanceof Error && /draft pull requests are not supported/i.test(error.message)
  );
}
