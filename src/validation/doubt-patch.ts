import type { FileChange } from '../workspace/workspace.ts';
import { newBrokenImports } from './imports/new-broken-imports.ts';
import { licenceProblems } from './licence-headers.ts';
import type { PatchedRepository } from './patched-repository.ts';
import type { Problem } from './validate-patch.ts';

/**
 * What is most likely wrong with a patch, and would cost a run of the tests to find out: imports of files, names and
 * packages that are not there, licence headers. A repository may have its reasons, so the agent may insist.
 * @param changes that pass `validatePatch`.
 */
export async function doubtPatch(changes: readonly FileChange[], repository: PatchedRepository): Promise<Problem[]> {
  return [...(await newBrokenImports(changes, repository)), ...(await licenceProblems(changes, repository))];
}
