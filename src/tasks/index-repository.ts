import type { ChunkStore } from '../indexing/chunk-store.ts';
import type { Embedder } from '../indexing/embedder.ts';
import { fillVectors } from '../indexing/fill-vectors.ts';
import { updateIndex } from '../indexing/update-index.ts';
import type { TaskWork } from './run-task.ts';
import { type IndexRequest, repositoryKey } from './task.ts';

export interface IndexParts {
  /** Makes the commit's files available and returns the git directory that holds them. Repeatable. */
  readonly fetchCommit: (commit: string) => Promise<string>;
  readonly chunkStore: ChunkStore;
  /** The built-in one, whose vectors are there at once, and all of them, the preferred first. */
  readonly embedders: { readonly builtIn: Embedder; readonly all: readonly Embedder[] };
}

/**
 * The `index` task: gives a commit the vectors of every embedder, behind the work that searches it. It goes on where it
 * was cut off, because vectors belong to contents.
 */
export function indexRepository(
  { repository, commit }: IndexRequest,
  { fetchCommit, chunkStore: store, embedders }: IndexParts,
): TaskWork {
  return {
    async run(steps) {
      const snapshot = { repository: repositoryKey(repository), gitDir: await fetchCommit(commit), commit };
      const { files } = await steps.run('index the commit', (signal) =>
        updateIndex({ store, embedder: embedders.builtIn }, snapshot, { signal }),
      );
      for (const embedder of embedders.all) {
        await steps.run(`fill in the vectors of ${embedder.id}`, (signal) =>
          fillVectors({ store, embedder }, snapshot, { signal }),
        );
      }
      return { kind: 'indexed', reason: `Indexed ${files} files at ${commit}.`, next: '' };
    },
    conclude: async () => undefined,
  };
}
