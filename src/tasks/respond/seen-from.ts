import { openWorkspace } from '../../workspace/open-workspace.ts';
import type { FileChange, Workspace } from '../../workspace/workspace.ts';

/**
 * The workspace beside another commit than the one that it was opened at, as when somebody's push was laid over it: its
 * changes are what a commit on top of that one has to hold.
 */
export async function seenFrom(workspace: Workspace, commit: string): Promise<Workspace> {
  if (commit === workspace.commit) return workspace;
  const there = await openWorkspace({ gitDir: workspace.gitDir, commit });
  return {
    ...workspace,
    commit,
    entry: there.entry,
    async changes() {
      const own = new Map((await workspace.changes()).map((change) => [change.path, change]));
      const pushed = [...workspace.paths(), ...there.paths()].filter(
        (path) => workspace.entry(path)?.sha !== there.entry(path)?.sha,
      );
      const changes: FileChange[] = [];
      for (const path of [...new Set([...own.keys(), ...pushed])].sort()) {
        const [before, after] = [(await there.read(path)) ?? null, (await workspace.read(path)) ?? null];
        const mode = there.entry(path)?.mode ?? own.get(path)?.mode ?? workspace.entry(path)?.mode ?? '100644';
        if (!isSameContent(before, after)) changes.push({ path, mode, before, after });
      }
      return changes;
    },
  };
}

/** Null is where there is no file. */
export function isSameContent(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
