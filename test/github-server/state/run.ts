import type { GitCommit } from '../git/commits.ts';
import type { User } from './user.ts';

/** Known once its file is seen on the default branch. */
export interface Workflow {
  readonly id: number;
  readonly path: string;
  readonly createdAt: string;
  name: string;
  state: 'active' | 'disabled_manually';
}

export type Status = 'queued' | 'in_progress' | 'completed';
export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped';

export interface StepRecord {
  readonly number: number;
  readonly name: string;
  status: Status;
  conclusion: Conclusion | null;
  startedAt: string | null;
  completedAt: string | null;
  /** Log lines as Actions writes them; bytes, since a test may print anything. */
  log: Buffer;
}

export interface Job {
  readonly id: number;
  readonly name: string;
  readonly labels: readonly string[];
  readonly steps: StepRecord[];
  readonly createdAt: string;
  status: Status;
  conclusion: Conclusion | null;
  startedAt: string;
  completedAt: string | null;
}

export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly createdAt: string;
  /** A test may put any bytes here: a zip bomb, a path that climbs out. */
  zip: Buffer;
  /** Gone: its download answers 410. */
  expired: boolean;
}

export interface Run {
  readonly id: number;
  readonly number: number;
  readonly workflow: Workflow;
  readonly actor: User;
  readonly event: 'workflow_dispatch';
  readonly branch: string;
  /** The head of the branch when the run was made. */
  readonly commit: GitCommit;
  readonly inputs: Readonly<Record<string, string | boolean | number>>;
  /** The workflow's own `permissions`, as written. */
  readonly permissions: unknown;
  readonly displayTitle: string;
  readonly createdAt: string;
  readonly jobs: Job[];
  readonly artifacts: Artifact[];
  readonly cancel: AbortController;
  status: Status;
  conclusion: Conclusion | null;
  startedAt: string;
  updatedAt: string;
  /** Gone: the log downloads answer 410. */
  logsExpired: boolean;
}
