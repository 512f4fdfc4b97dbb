import type { CheckRun } from './check-run.ts';
import type { Issue, PullRequest } from './issue.ts';
import type { Run, Workflow } from './run.ts';
import type { User } from './user.ts';

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read';

export interface Repository {
  readonly id: number;
  readonly owner: User;
  readonly name: string;
  readonly defaultBranch: string;
  readonly gitDir: string;
  readonly createdAt: string;
  /** What it is a fork of. */
  readonly parent: Repository | null;
  readonly collaborators: Map<string, Role>;
  readonly issues: Map<number, Issue>;
  readonly pulls: Map<number, PullRequest>;
  readonly workflows: Map<string, Workflow>;
  readonly runs: Run[];
  readonly checkRuns: CheckRun[];
  /** Branches that only the rules of the repository let change; the App is not among those that they let. */
  readonly protectedBranches: Set<string>;
  /** Commits made through the API by the App without a custom author: GitHub signs those. */
  readonly signedCommits: Set<string>;
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

/** Issues and pull requests share one sequence of numbers, from 1. */
export function nextNumber(repository: Repository): number {
  return repository.issues.size + 1;
}
