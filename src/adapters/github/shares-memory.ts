import type { Logger } from 'probot';
import type { GitHubRepository } from '../../tasks/task.ts';
import type { InstallationClient } from './installation-client.ts';
import { readConfiguration } from './read-configuration.ts';

/** Whether a repository lets the others of its installation read its memory, as its default branch says now. Unknown means no. */
export async function sharesMemory(
  client: InstallationClient,
  repository: GitHubRepository,
  log: Pick<Logger, 'warn'>,
): Promise<boolean> {
  try {
    const reading = await readConfiguration({ client, repository });
    return 'config' in reading && reading.config.memory.enabled && reading.config.memory.shareAcrossRepositories;
  } catch (error) {
    log.warn({ err: error, repository: repository.id }, 'A repository could not be asked whether it shares its memory');
    return false;
  }
}
