import type { PullRequestDraft, PullRequestRef } from '../../publish/publisher.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** The open pull request of a branch of the repository itself, as GitHub lists it. */
export async function findOpen(context: TaskContext, { branch, base }: Pick<PullRequestDraft, 'branch' | 'base'>) {
  const { pulls } = context.client.with({ pull_requests: 'write', contents: 'read' }).rest;
  const head = `${context.repository.owner}:${branch}`;
  const { data } = await pulls.list({ ...ownerAndRepo(context), head, base, state: 'open' });
  // GitHub leaves the filter out, rather than find nothing, when it cannot read it.
  return data.find((pull) => pull.head.ref === branch && pull.head.repo?.id === context.repository.id) ?? null;
}

export function toRef(pull: { number: number; html_url: string; draft?: boolean }): PullRequestRef {
  return { number: pull.number, url: pull.html_url, draft: pull.draft ?? false };
}
