import type { FileChange } from '../../workspace/workspace.ts';
import type { PatchedRepository } from '../patched-repository.ts';
import type { Problem } from '../validate-patch.ts';
import { type BrokenImport, brokenImports } from './broken-imports.ts';
import { viewAfter, viewBefore } from './view.ts';

/** Each file shows as many. */
const mostShown = 5;

/** The imports of changed files that the patch breaks; what was broken before is not its doing. */
export async function newBrokenImports(
  changes: readonly FileChange[],
  repository: PatchedRepository,
): Promise<Problem[]> {
  const [after, before] = [viewAfter(repository), viewBefore(repository, changes)];
  const problems: Problem[] = [];
  for (const change of changes) {
    if (change.after === null || change.after.includes(0)) continue;
    const broken = await brokenImports(change.path, after);
    if (broken.length === 0) continue;
    const known = new Set((change.before === null ? [] : await brokenImports(change.path, before)).map(keyOf));
    const fresh = broken.filter((one) => !known.has(keyOf(one))).slice(0, mostShown);
    problems.push(...fresh.map(({ message }) => ({ path: change.path, message })));
  }
  return problems;
}

const keyOf = ({ specifier, name }: BrokenImport) => JSON.stringify([specifier, name]);
