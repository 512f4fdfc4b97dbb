import type { MemoryOwner, PatternStore } from '../../memory/pattern-store.ts';
import type { PullRequestPlace, Refusal, ReviewStore } from '../../review/review-store.ts';
import { cutText } from '../../text/cut-text.ts';
import { saveConvention } from './save-convention.ts';

/** Characters of what a person answered. */
const longestReason = 200;

export interface RefusalParts {
  readonly reviews: Pick<ReviewStore, 'known' | 'refuse'>;
  /** Null where the repository keeps no memory. */
  readonly memory: { readonly store: Pick<PatternStore, 'save'>; readonly owner: MemoryOwner } | null;
}

/** Keeps what people did not want to hear, once, so that no review of the repository says it again. How much of it was new. */
export async function learnFromRefusals(
  place: PullRequestPlace,
  refusals: readonly Refusal[],
  { reviews, memory }: RefusalParts,
): Promise<number> {
  if (refusals.length === 0) return 0;
  const known = new Set((await reviews.known(place)).refused);
  const fresh = refusals.filter(({ fingerprint }) => !known.has(fingerprint));
  if (memory !== null)
    for (const refusal of fresh) await saveConvention(memory.store, memory.owner, toConvention(refusal));
  await reviews.refuse(
    place,
    fresh.map(({ fingerprint }) => fingerprint),
  );
  return fresh.length;
}

function toConvention({ title, path, said, by, url }: Refusal) {
  const reason = said.replace(/\s+/g, ' ').trim();
  const because = reason === '' ? '' : `, because: ${cutText(reason, longestReason)}`;
  return { text: `Not wanted in reviews: ${title} (${path})${because}`, saidBy: by, url };
}
