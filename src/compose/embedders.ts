import type { Logger } from 'pino';
import { builtInEmbedder } from '../adapters/embeddings/built-in.ts';
import { openMiniLm } from '../adapters/embeddings/minilm.ts';
import type { Embedder } from '../indexing/embedder.ts';

export interface Embedders {
  readonly builtIn: Embedder;
  /** The preferred first. MiniLM joins once it is loaded: nothing waits for it, and nothing needs it. */
  readonly all: readonly Embedder[];
}

export const builtInEmbedders: Embedders = { builtIn: builtInEmbedder, all: [builtInEmbedder] };

/** @param cacheDir where MiniLM's weights are kept once they are downloaded. */
export function createEmbedders(choice: 'minilm' | 'built-in', cacheDir: string, log: Logger): Embedders {
  if (choice === 'built-in') return builtInEmbedders;
  const all: Embedder[] = [builtInEmbedder];
  void openMiniLm({ cacheDir }).then((opened) => {
    if ('unavailable' in opened) log.warn(opened.unavailable);
    else all.unshift(opened);
  });
  return { builtIn: builtInEmbedder, all };
}
