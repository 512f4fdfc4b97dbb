import { reviewDiff, type StaticReview } from '../../review/review-diff.ts';
import type { ReviewIndex } from '../../review/reviewed-file.ts';
import { findTampering } from '../../validation/tamper-gate.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { findBreakingImports } from './find-breaking-imports.ts';
import type { Change } from './read-change.ts';

/**
 * The part of a review that asks no model: facts of the change, of the code that uses it, and of its tests.
 * @param workspace at the new commit; without one nothing is said of imports.
 */
export async function reviewStatically(
  { files, diff }: Change,
  index: ReviewIndex | null,
  workspace: Workspace | null,
  requested: string,
): Promise<StaticReview> {
  const reviewed = new Set(files.map(({ path }) => path));
  const ofFiles = diff.filter(({ path }) => reviewed.has(path));
  const changes = ofFiles.flatMap(({ path, before, after }) =>
    before !== null || after !== null ? [{ path, mode: '100644' as const, before, after }] : [],
  );
  const tampering = await findTampering(changes, { requested });
  const broken = workspace === null ? [] : await findBreakingImports(diff, index, workspace);
  return reviewDiff(files, index, { tampering: tampering.filter(({ path }) => reviewed.has(path)), broken });
}
