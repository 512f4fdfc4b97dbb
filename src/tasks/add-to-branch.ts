import { mergeInto } from '../patching/merge-into.ts';
import { responseCommit } from '../publish/feedback-answers.ts';
import type { Commit, CommitRequest } from '../publish/publisher.ts';
import type { FileChange, Workspace } from '../workspace/workspace.ts';
import { commitMessage } from './commit-message.ts';
import { changesOfMerge, mostConflicts } from './merge-base-branch.ts';
import type { Outcome } from './outcome.ts';
import type { Response } from './respond.ts';
import type { ResponsePatch } from './response-writer.ts';

/** How often somebody may push while a commit is made, before it is left to people. */
const mostPushes = 3;

export type Added =
  | { readonly kind: 'committed'; readonly commit: Commit }
  | { readonly kind: 'handed back'; readonly outcome: Outcome };

/**
 * Makes one commit of what the round changed, on the head that the branch has now. What a person pushed meanwhile stays: our
 * changes are merged onto it by structure, or handed back.
 */
export async function addToBranch(task: Response, workspace: Workspace, patch: ResponsePatch): Promise<Added> {
  const { taskId, record, pull, steps } = task;
  const { branch } = pull;
  const message = commitMessage(taskId, patch.round.subject, patch.round.summary);
  const merged = patch.merge === null ? {} : { merged: patch.merge.commit };
  let changes = patch.merge === null ? patch.changes : await changesOfMerge(workspace, patch.merge);
  let parent = responseCommit(record)?.commit.sha ?? pull.head;
  for (let pushes = 0; pushes < mostPushes; pushes += 1) {
    const made = await steps.run('commit', () =>
      commitUnlessMoved(task, { branch, parent, message, changes, ...merged }),
    );
    if ('commit' in made) {
      workspace.mark();
      return { kind: 'committed', commit: made.commit };
    }
    await task.fetchCommit(made.movedTo);
    const { conflicts } = await mergeInto(workspace, { base: parent, theirs: made.movedTo });
    record.response.conflicts = conflicts.slice(0, mostConflicts);
    if (conflicts.length > 0) return { kind: 'handed back', outcome: pushedOver(made.movedTo) };
    changes = await readAgain(workspace, changes);
    parent = made.movedTo;
  }
  return { kind: 'handed back', outcome: pushedOver(parent) };
}

/** That the branch moved is a result: a step's recorded failure would be final. */
async function commitUnlessMoved(
  { publisher }: Response,
  request: CommitRequest,
): Promise<{ readonly commit: Commit } | { readonly movedTo: string }> {
  try {
    return { commit: await publisher.commit(request) };
  } catch (error) {
    const head = await publisher.readHead(request.branch);
    if (head === null || head === request.parent) throw error;
    return { movedTo: head };
  }
}

/** The same files, as they are after what others pushed was merged into them. */
async function readAgain(workspace: Workspace, changes: readonly FileChange[]): Promise<FileChange[]> {
  const now: FileChange[] = [];
  for (const change of changes) now.push({ ...change, after: (await workspace.read(change.path)) ?? null });
  return now;
}

function pushedOver(head: string): Outcome {
  return {
    kind: 'declined',
    reason: `Somebody pushed ${head.slice(0, 7)} to the branch meanwhile, and it does not go together with what I had. Nothing was written over it.`,
    next: 'Say here what is still to be done, and I start from the branch as it is then.',
  };
}
