import { createInstallationClient } from '../../adapters/github/installation-client.ts';
import { sharesMemory } from '../../adapters/github/shares-memory.ts';
import type { MemoryOwner } from '../../memory/pattern-store.ts';
import type { MemoryParts } from '../../tasks/fix/fix.ts';
import { type GitHubRepository, repositoryKey } from '../../tasks/task.ts';
import type { TaskContext } from './github-world.ts';

/** The memory of a repository, and of those of its installation that share theirs. */
export function memoryParts({ repository, stores, world: { app, log } }: TaskContext): MemoryParts {
  return {
    store: stores.patterns,
    owner: memoryOwner(repository),
    sharedBy: (origin) => {
      const other = { ...repository, ...origin };
      return sharesMemory(createInstallationClient(app, other), other, log);
    },
    // Webhooks tell.
    catchUp: async () => undefined,
  };
}

export function memoryOwner(repository: GitHubRepository): MemoryOwner {
  const { id, owner, name, installationId } = repository;
  return { repository: repositoryKey(repository), installation: installationId, origin: { id, owner, name } };
}
