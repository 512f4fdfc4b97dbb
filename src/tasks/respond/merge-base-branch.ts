import { type MergedFiles, mergeInto } from '../../patching/merge-into.ts';
import type { FileChange, Workspace } from '../../workspace/workspace.ts';
import type { Response } from './respond.ts';
import { isSameContent, seenFrom } from './seen-from.ts';

export interface BaseMerge extends Pick<MergedFiles, 'files'> {
  /** The commit of the base branch. */
  readonly commit: string;
}

/** Conflicts that a record keeps. */
export const mostConflicts = 20;

/**
 * Where GitHub cannot merge the pull request, lays the base branch over the workspace, merged by structure. What is in
 * conflict even so goes into the record, for a person, and the workspace stays as it is.
 */
export async function mergeBaseBranch(task: Response, workspace: Workspace): Promise<BaseMerge | null> {
  const { pull, record, steps, desk } = task;
  if (pull.mergeable !== false) return null;
  const commit = pull.base.sha;
  const base = await steps.run('find where the branches part', () => desk.mergeBase(commit, pull.head));
  for (const needed of [base, commit]) await task.fetchCommit(needed);
  const { conflicts, files } = await mergeInto(workspace, { base, theirs: commit });
  record.response.conflicts = conflicts.slice(0, mostConflicts);
  if (conflicts.length > 0) return null;
  record.response.merged = commit;
  workspace.mark();
  return { commit, files };
}

/** All that the commit of a merge changes on the branch: what the base branch brings, its modes too, and what was edited. */
export async function changesOfMerge(workspace: Workspace, { files }: BaseMerge): Promise<FileChange[]> {
  const changes = (await workspace.changes()).map((change) => ({
    ...change,
    mode: files.get(change.path)?.mode ?? change.mode,
  }));
  const changed = new Set(changes.map(({ path }) => path));
  for (const [path, { content, mode }] of files) {
    if (changed.has(path) || content === null || mode === null || workspace.entry(path)?.mode === mode) continue;
    changes.push({ path, mode, before: content, after: content });
  }
  return changes;
}

/** The workspace without what the base branch brought, and what somebody pushed meanwhile: its changes are those of the response alone. */
export function ownWork(
  { record }: Response,
  { workspace, merge }: { readonly workspace: Workspace; readonly merge: BaseMerge | null },
): Workspace {
  return {
    ...workspace,
    changes: async () => withoutMerge(await seenFrom(workspace, record.response.head), merge).changes(),
  };
}

function withoutMerge(workspace: Workspace, merge: BaseMerge | null): Workspace {
  if (merge === null) return workspace;
  return {
    ...workspace,
    async changes() {
      const own: FileChange[] = [];
      for (const change of await workspace.changes()) {
        const brought = merge.files.get(change.path);
        if (brought === undefined) own.push(change);
        else if (!isSameContent(brought.content, change.after)) own.push({ ...change, before: brought.content });
      }
      return own;
    },
  };
}
