import path from 'node:path';
import { cloneUrl } from '../../adapters/github/clone-url.ts';
import type { InstallationClient } from '../../adapters/github/installation-client.ts';
import type { IndexParts } from '../../tasks/index-repository.ts';
import type { GitHubRepository } from '../../tasks/task.ts';
import { fetchCommit } from '../../workspace/clone-repository.ts';
import type { Stores } from '../stores.ts';
import type { GitHubWorld } from './github-world.ts';

/** Fetches into the server's clone of a repository, with a token that can read it and nothing else. */
export function indexParts(
  { id, owner, name }: GitHubRepository,
  client: InstallationClient,
  { chunkStore }: Stores,
  { app, home, embedders }: GitHubWorld,
): IndexParts {
  return {
    async fetchCommit(commit) {
      const gitDir = path.join(home, 'repositories', `${id}.git`);
      const token = await client.mintToken({ contents: 'read' });
      await fetchCommit({ url: cloneUrl(app.apiUrl, owner, name), token, gitDir, commit });
      return gitDir;
    },
    chunkStore,
    embedders,
  };
}
