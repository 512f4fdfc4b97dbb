import type { FileChange } from '../workspace/workspace.ts';

export interface CommitRequest {
  readonly branch: string;
  /** The branch's head must be this commit: a compare-and-swap, never forced. */
  readonly parent: string;
  /** The second parent of a merge: the commit that is merged into the branch. */
  readonly merged?: string;
  /** The commit over whose files the changes are laid, where that is not the parent. */
  readonly over?: string;
  /** Subject, blank line, body and trailers. */
  readonly message: string;
  readonly changes: readonly FileChange[];
}

export interface Commit {
  readonly sha: string;
  /** Whether GitHub signed it; null where nothing signs (a local branch). */
  readonly verified: boolean | null;
  readonly url: string | null;
}

export interface PullRequestDraft {
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
}

export interface PullRequestChange {
  readonly body: string;
  readonly draft: boolean;
}

/** What people see beside a commit. */
export interface Check {
  readonly sha: string;
  readonly conclusion: 'success' | 'failure' | 'neutral' | 'action_required';
  /** One line. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  /** The page with the evidence. */
  readonly url: string | null;
}

export interface PullRequestRef {
  readonly number: number;
  readonly url: string;
  readonly draft: boolean;
}

/** A pull request of ours that is open, as it is now. */
export interface Proposal {
  readonly pullRequest: PullRequestRef;
  readonly branch: string;
  /** The commit that the branch is at. */
  readonly head: string;
  /** The newest commit of the base branch that the branch holds. */
  readonly mergeBase: string;
  /** Whether the newest commit is ours, so that no work of others would be written over. */
  readonly isOurs: boolean;
}

/** The branch that the fix starts from, and the commit that it had when the task read it. */
export interface Base {
  readonly branch: string;
  readonly sha: string;
}

/**
 * Where a task shows what it does: GitHub, or a local repository. Every write can be repeated: it finds what it
 * already made, by marker or by content, before it makes it again. Each publisher belongs to one task.
 */
export interface Publisher {
  /** Whether this person may have the repository written to. Unknown means no; lookup failures are retried, then no. */
  mayWrite(login: string): Promise<boolean>;
  /** Shows at once that the request was seen. */
  acknowledge(): Promise<void>;
  /** The head of the base branch now. */
  resolveBase(): Promise<Base>;
  /** The commit that a branch is at; null where there is no such branch. */
  readHead(branch: string): Promise<string | null>;
  /** Creates the task's one tracking comment or edits it; returns its address. */
  writeTrackingComment(body: string): Promise<string | null>;
  /** Makes a branch at `sha` under the wanted name, or with `-2`, `-3` … where that is taken by other work. */
  createBranch(wanted: string, sha: string): Promise<string>;
  /** Removes a branch that is still at `sha`: one that holds no work. Does nothing otherwise. */
  removeBranch(branch: string, sha: string): Promise<void>;
  commit(request: CommitRequest): Promise<Commit>;
  /** The open pull request, into `base`, that an earlier task made from a branch of the wanted name, or with `-2`, `-3` …; the newest one. */
  findProposal(wanted: string, base: string): Promise<Proposal | null>;
  openPullRequest(request: PullRequestDraft): Promise<PullRequestRef | null>;
  /** Gives the pull request this description, and takes it out of draft, or puts it back. */
  updatePullRequest(pullRequest: PullRequestRef, change: PullRequestChange): Promise<PullRequestRef>;
  /** Says about one commit what is known of it; a later word replaces an earlier one of the same task. */
  writeCheck(check: Check): Promise<void>;
}
