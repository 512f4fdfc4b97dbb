import type { Proposal } from '../../publish/publisher.ts';
import { findOpen, toRef } from './find-open.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/**
 * The open pull request that an earlier task of ours made from a branch of the wanted name, or of the names that
 * `createBranch` takes instead. One that a person opened from such a branch is theirs.
 */
export async function findProposal(context: TaskContext, wanted: string, base: string): Promise<Proposal | null> {
  for (const branch of await branchesNamed(context, wanted)) {
    const pull = await findOpen(context, { branch, base });
    if (pull?.user?.type !== 'Bot') continue;
    const { git, repos } = context.client.with({ contents: 'read' }).rest;
    const { sha: head } = pull.head;
    const place = ownerAndRepo(context);
    const { data: commit } = await git.getCommit({ ...place, commit_sha: head });
    const { data: compared } = await repos.compareCommitsWithBasehead({ ...place, basehead: `${base}...${head}` });
    return {
      pullRequest: toRef(pull),
      branch,
      head,
      mergeBase: compared.merge_base_commit.sha,
      isOurs: commit.message.split('\n').some((line) => line.startsWith('Goat-Task: ')),
    };
  }
  return null;
}

/** Those made last first: `-10` before `-2`. */
async function branchesNamed(context: TaskContext, wanted: string): Promise<string[]> {
  const { git } = context.client.with({ contents: 'read' }).rest;
  const { data } = await git.listMatchingRefs({ ...ownerAndRepo(context), ref: `heads/${wanted}` });
  const numberOf = (name: string) => Number(/^-(\d+)$/.exec(name.slice(wanted.length))?.[1] ?? 1);
  return data
    .map(({ ref }) => ref.slice('refs/heads/'.length))
    .filter((name) => /^(?:-\d+)?$/.test(name.slice(wanted.length)))
    .sort((one, other) => numberOf(other) - numberOf(one));
}
