import type { FileChange } from '../../workspace/workspace.ts';
import type { PatchedRepository } from '../patched-repository.ts';
import type { Problem } from '../validate-patch.ts';
import { breakingImports } from './breaking-imports.ts';

/** Each file shows as many. */
const mostShown = 5;

/** The imports of changed files that the patch breaks. */
export async function newBrokenImports(
  changes: readonly FileChange[],
  repository: PatchedRepository,
): Promise<Problem[]> {
  const written = changes.flatMap(({ path, after }) => (after === null || after.includes(0) ? [] : [path]));
  const broken = await breakingImports(changes, written, repository);
  return written.flatMap((path) =>
    broken
      .filter((one) => one.path === path)
      .slice(0, mostShown)
      .map(({ message }) => ({ path, message })),
  );
}
