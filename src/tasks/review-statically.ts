import { reviewDiff, type StaticReview } from '../review/review-diff.ts';
import type { ReviewIndex } from '../review/reviewed-file.ts';
import { findTampering } from '../validation/tamper-gate.ts';
import type { Change } from './read-change.ts';

/** The part of a review that asks no model: facts of the change, of the code that uses it, and of its tests. */
export async function reviewStatically(
  { files, diff }: Change,
  index: ReviewIndex | null,
  requested: string,
): Promise<StaticReview> {
  const reviewed = new Set(files.map(({ path }) => path));
  const changes = diff.flatMap(({ path, before, after }) =>
    reviewed.has(path) && (before !== null || after !== null) ? [{ path, mode: '100644' as const, before, after }] : [],
  );
  const tampering = await findTampering(changes, { requested });
  return reviewDiff(
    files,
    index,
    tampering.filter(({ path }) => reviewed.has(path)),
  );
}
