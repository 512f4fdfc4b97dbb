import type { Publisher } from '../../publish/publisher.ts';
import { acknowledge } from './acknowledge.ts';
import { resolveBase } from './base.ts';
import { commit } from './commit.ts';
import { createBranch } from './create-branch.ts';
import { findProposal } from './find-proposal.ts';
import { mayWrite } from './permission.ts';
import { openPullRequest } from './pull-request.ts';
import { readBranch } from './read-branch.ts';
import { removeBranch } from './remove-branch.ts';
import type { TaskContext } from './task-context.ts';
import { createTrackingComment } from './tracking-comment.ts';
import { updatePullRequest } from './update-pull-request.ts';
import { writeCheck } from './write-check.ts';

/** Publishes one task on GitHub. */
export function createGitHubPublisher(context: TaskContext & { readonly commentId: number | null }): Publisher {
  return {
    mayWrite: (login) => mayWrite(context, login),
    acknowledge: () => acknowledge(context, context.commentId),
    resolveBase: () => resolveBase(context),
    readHead: (branch) => readBranch(context, branch),
    writeTrackingComment: createTrackingComment(context),
    createBranch: (wanted, sha) => createBranch(context, wanted, sha),
    removeBranch: (branch, sha) => removeBranch(context, branch, sha),
    commit: (request) => commit(context, request),
    findProposal: (wanted, base) => findProposal(context, wanted, base),
    openPullRequest: (request) => openPullRequest(context, request),
    updatePullRequest: (pullRequest, change) => updatePullRequest(context, pullRequest, change),
    writeCheck: (check) => writeCheck(context, check),
  };
}
