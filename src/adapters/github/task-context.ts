import type { Logger } from 'probot';
import type { GitHubRepository } from '../../tasks/task.ts';
import type { InstallationClient } from './installation-client.ts';

/** The task that something is published for, and where. */
export interface TaskContext {
  readonly client: InstallationClient;
  readonly repository: GitHubRepository;
  readonly issueNumber: number;
  readonly taskId: string;
  readonly log: Pick<Logger, 'warn'>;
}

/** The parameters that every route of a repository has. */
export function ownerAndRepo({ repository }: Pick<TaskContext, 'repository'>): { owner: string; repo: string } {
  return { owner: repository.owner, repo: repository.name };
}
