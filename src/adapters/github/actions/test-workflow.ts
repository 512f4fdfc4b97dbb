import type { Octokit } from '@octokit/rest';
import { statusOf } from '../github-error.ts';

/** What of a client is needed here; Probot's and that of `@octokit/rest` both have it. */
export type GitHubClient = Pick<Octokit, 'rest'>;

/** What it takes to read a run, whichever workflow it is of. */
export type RunReader = Pick<TestWorkflow, 'octokit' | 'owner' | 'repo' | 'lookSeconds'>;

/** The workflow of one repository, and how to call it. */
export interface TestWorkflow {
  /** A client that is authenticated now; tokens end, so ask again for each call. */
  readonly octokit: () => Promise<GitHubClient>;
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  /** The name of the file below `.github/workflows/`. */
  readonly file: string;
  /** The seconds between two looks for what GitHub has accepted but does not show yet. */
  readonly lookSeconds: number;
}

/** Whether the same call may succeed later, or even has succeeded and its reply was lost. */
export function isTemporary(error: unknown): boolean {
  const status = statusOf(error);
  if (status === 403) return /rate limit/i.test(String(error));
  return status === undefined || status >= 500 || status === 429;
}
