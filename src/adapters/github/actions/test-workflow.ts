import type { Octokit } from '@octokit/rest';

/** The workflow of one repository, and how to call it. */
export interface TestWorkflow {
  /** A client that is authenticated now; tokens end, so ask again for each call. */
  readonly octokit: () => Promise<Octokit>;
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  /** The name of the file below `.github/workflows/`. */
  readonly file: string;
  /** The seconds between two looks for what GitHub has accepted but does not show yet. */
  readonly lookSeconds: number;
}

/** The HTTP status of an error of GitHub; null for any other error. */
export function statusOf(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null;
}

/** Whether the same call may succeed later, or even has succeeded and its reply was lost. */
export function isTemporary(error: unknown): boolean {
  const status = statusOf(error);
  if (status === 403) return /rate limit/i.test(String(error));
  return status === null || status >= 500 || status === 429;
}
