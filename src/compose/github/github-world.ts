import type { Logger } from 'pino';
import type { GitHubApp, InstallationClient } from '../../adapters/github/installation-client.ts';
import type { FixParts } from '../../tasks/fix/fix.ts';
import type { IndexParts } from '../../tasks/index-repository.ts';
import type { FixLimits, GitHubRepository } from '../../tasks/task.ts';
import type { Embedders } from '../embedders.ts';
import type { Stores } from '../stores.ts';

/** What all tasks of GitHub share. */
export interface GitHubWorld {
  readonly app: GitHubApp;
  readonly modelsFor: FixParts['modelsFor'];
  /** The most tasks that ask a model, within 24 hours. */
  readonly tasksPerDay: FixParts['tasksPerDay'];
  /** The most that one task may spend. */
  readonly limits: FixLimits;
  /** Where clones are kept. */
  readonly home: string;
  readonly log: Logger;
  readonly embedders: Embedders;
  /** Seconds between looks at a test run; the longest that a lost webhook can cost. */
  readonly pollSeconds: number;
}

/** What the parts of one task are made of. */
export interface TaskContext {
  readonly taskId: string;
  readonly repository: GitHubRepository;
  readonly client: InstallationClient;
  readonly index: IndexParts;
  readonly stores: Stores;
  readonly world: GitHubWorld;
}
