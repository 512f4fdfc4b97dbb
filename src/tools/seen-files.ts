import type { Workspace } from '../workspace/workspace.ts';

/** What an agent knows of the files of its workspace: what it read last, or made of them itself. */
const seen = new WeakMap<Workspace, Map<string, Buffer>>();

export function sawFile(workspace: Workspace, path: string, content: Buffer): void {
  const known = seen.get(workspace) ?? new Map<string, Buffer>();
  seen.set(workspace, known.set(path, content));
}

/** Whether somebody else has changed a file since the agent saw it. What it never read, it does not know wrongly. */
export async function hasChangedUnseen(workspace: Workspace, path: string): Promise<boolean> {
  const known = seen.get(workspace)?.get(path);
  return known !== undefined && (await workspace.read(path))?.equals(known) === false;
}
