import type { Workspace } from '../workspace/workspace.ts';

/** Which of these paths may not be changed. */
export type Forbidden = (paths: readonly string[]) => Promise<ReadonlySet<string>>;

const forbiddenIn = new WeakMap<Workspace, Forbidden>();

/** Keeps some paths of a workspace from being changed by its tools. */
export function forbidPaths(workspace: Workspace, forbidden: Forbidden): void {
  forbiddenIn.set(workspace, forbidden);
}

/** Why one of these paths may not be changed; undefined when all may. */
export async function whyForbidden(workspace: Workspace, paths: readonly string[]): Promise<string | undefined> {
  const [path] = (await forbiddenIn.get(workspace)?.(paths)) ?? [];
  return path === undefined
    ? undefined
    : `${path} was not changed. The repository's configuration forbids it (risk.forbid). Fix the issue without it, or say that it cannot be done.`;
}
