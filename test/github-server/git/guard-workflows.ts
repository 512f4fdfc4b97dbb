import { allows } from '../auth/installation-tokens.ts';
import { notAccessible } from '../http/refusal.ts';
import type { Repository } from '../state/repository.ts';
import type { InstallationToken } from '../state/world.ts';
import { findObject } from './object-reader.ts';

const folder = '.github/workflows';

/** @throws 403 for a tree that would write a workflow file without the `workflows` permission. */
export function guardWorkflowPaths(token: InstallationToken, paths: readonly string[]): void {
  const touches = paths.some((path) => path === '.github' || path === folder || path.startsWith(`${folder}/`));
  if (touches && !allows(token, 'workflows:write')) throw notAccessible();
}

/**
 * GitHub judges a ref by the workflow files it would bring, not by who wrote them: where they are not the default
 * branch's present ones, the `workflows` permission is needed, also for an older commit of the default branch itself.
 *
 * @throws 403
 */
export async function guardWorkflowFiles(
  token: InstallationToken,
  repository: Repository,
  commit: string,
): Promise<void> {
  if (allows(token, 'workflows:write')) return;
  const { gitDir, defaultBranch } = repository;
  const [wanted, present] = await Promise.all(
    [commit, `refs/heads/${defaultBranch}`].map((revision) => findObject(gitDir, `${revision}:${folder}`)),
  );
  if (wanted !== undefined && wanted.sha !== present?.sha) throw notAccessible();
}
