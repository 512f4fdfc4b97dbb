import type { Embedder } from '../indexing/embedder.ts';
import type { PatternStore } from './pattern-store.ts';
import { textOfPattern } from './text-of-pattern.ts';

/** In one call: what is left waits for the next. */
const mostEmbedded = 100;

/** Gives patterns that lack a vector of the kind theirs; false where some still lack one. */
export async function embedPatterns(
  store: Pick<PatternStore, 'unembedded' | 'addVectors'>,
  repository: string,
  embedder: Embedder,
): Promise<boolean> {
  const missing = await store.unembedded(repository, embedder.id, mostEmbedded + 1);
  const now = missing.slice(0, mostEmbedded);
  if (now.length === 0) return true;
  const vectors = await embedder.embed(now.map(({ content }) => textOfPattern(content)));
  const withIds = now.flatMap(({ id }, index) => {
    const vector = vectors[index];
    return vector === undefined ? [] : [{ id, vector }];
  });
  await store.addVectors(repository, embedder.id, withIds);
  return missing.length <= mostEmbedded;
}
