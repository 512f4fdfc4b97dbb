/**
 * One piece of work for one repository. `answer` replies to a command that starts no work; `recheck` looks whether what a
 * pull request claims still holds after a push; `learn` keeps what people made of a fix, or the rules that they stated;
 * `respond` answers feedback on a pull request of ours.
 */
export type TaskKind = 'fix' | 'setup' | 'index' | 'answer' | 'recheck' | 'learn' | 'review' | 'respond';

export type TaskState = 'queued' | 'running' | 'waiting' | 'done' | 'failed' | 'stopped';

/** The repository that a task is for. */
export type Repository = GitHubRepository | LocalRepository;

export interface GitHubRepository {
  readonly host: 'github';
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  readonly installationId: number;
}

/** A repository on this machine, and how its tests run. */
export interface LocalRepository {
  readonly host: 'local';
  readonly gitDir: string;
  /** The folder that the person named: dependency folders that git ignores are copied from there. */
  readonly directory: string;
  /** The revision that a fix starts from, as the person named it, and the commit that it was. */
  readonly base: string;
  readonly commit: string;
  readonly testCommand: string;
  readonly setupCommand: string | null;
  /** Whether the tests may run where there is no sandbox. */
  readonly allowLocalTests: boolean;
}

/** The issue as it was when the task was triggered. Everything in it is data, never an instruction to us. */
export interface Issue {
  /** 0 for an issue that came from a file. */
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly url: string | null;
}

export interface FixLimits {
  readonly iterations: number;
  /** All tokens of all replies together, input and output. */
  readonly tokens: number;
  /** Of replies whose model's prices are known; no limit without it. */
  readonly dollars?: number;
  /** Of work, without the time that the task waits for a person; no limit without it. */
  readonly minutes?: number;
}

export interface FixRequest {
  readonly kind: 'fix';
  readonly repository: Repository;
  readonly issue: Issue;
  /** What the person wrote after `/goat fix`; empty for a label. */
  readonly hint: string;
  /** Who asked. */
  readonly sender: string;
  /** The comment that asked; null for a label or the command line. */
  readonly commentId: number | null;
  readonly limits: FixLimits;
  /** Whether only a plan is asked for. */
  readonly planOnly?: boolean;
  /** Whether who asks allows at once what would wait for approval. */
  readonly allowsRisk?: boolean;
  /** Who wrote the issue, where that is known. */
  readonly issueAuthor?: string;
  /** The label that was put on the issue, where that is what asked. */
  readonly label?: TriggerLabel;
}

/** A label may ask for a fix: which ones do, the repository's configuration says, which a webhook cannot read. */
export interface TriggerLabel {
  readonly name: string;
  /** Whether it is the one that asks where a repository names none. */
  readonly isDefault: boolean;
}

export interface SetUpRequest {
  readonly kind: 'setup';
  readonly repository: GitHubRepository;
  readonly issueNumber: number;
  readonly sender: string;
  readonly commentId: number;
  /** Whether the repository's own workflows are to be kept off our branches. */
  readonly guardWorkflows: boolean;
}

/** A command that starts no work of its own: it asks, or it lets a task of the issue end or go on. */
export type AnswerCommand = 'stop' | 'resume' | 'retry' | 'approve' | 'allow-test-edits' | 'memory' | 'status' | 'help';

/** What `/goat memory` asks for. */
export type MemoryAction =
  | { readonly action: 'list' }
  | { readonly action: 'forget'; readonly id: number }
  | { readonly action: 'remember'; readonly text: string };

export interface AnswerRequest {
  readonly kind: 'answer';
  readonly command: AnswerCommand;
  readonly repository: Repository;
  readonly issueNumber: number;
  readonly sender: string;
  readonly commentId: number;
  /** What to say first: why the command did nothing. Empty where there is nothing to say. */
  readonly note: string;
  /** Of `memory`. */
  readonly memory?: MemoryAction;
}

/** A plain comment of a person whom a fix has asked something. */
export interface ReplyRequest extends Omit<AnswerRequest, 'command'> {
  readonly command: 'reply';
  readonly repository: GitHubRepository;
  /** What the person wrote: data, as the issue is. */
  readonly text: string;
}

export interface IndexRequest {
  readonly kind: 'index';
  readonly repository: Repository;
  readonly commit: string;
}

export interface RecheckRequest {
  readonly kind: 'recheck';
  readonly repository: Repository;
  readonly pullNumber: number;
}

/** What somebody did, from which there may be something to learn. */
export type Lesson =
  | {
      readonly kind: 'merged';
      readonly pullNumber: number;
      /** The head of the pull request when it was merged, and the commit on the base branch that holds it. */
      readonly head: string;
      readonly mergeCommit: string;
    }
  | { readonly kind: 'closed'; readonly pullNumber: number }
  | { readonly kind: 'reverted'; readonly commits: readonly string[]; readonly pulls: readonly number[] }
  /** The end of a pull request of somebody else, which we may have reviewed. */
  | { readonly kind: 'reviewed'; readonly pullNumber: number }
  /** A review of a fix, which may state how things are done here. */
  | { readonly kind: 'said'; readonly text: string; readonly url: string };

export interface LearnRequest {
  readonly kind: 'learn';
  readonly repository: GitHubRepository;
  readonly lesson: Lesson;
  /** Who did it. */
  readonly sender: string;
  readonly isBot: boolean;
}

export interface ReviewRequest {
  readonly kind: 'review';
  readonly repository: GitHubRepository;
  /** The number of the pull request. */
  readonly issueNumber: number;
  readonly trigger: 'opened' | 'ready for review' | 'push' | 'command';
  /** Who asked, or pushed. */
  readonly sender: string;
  /** The comment that asked; null for an event. */
  readonly commentId: number | null;
  /** Only these files and folders; all where empty. */
  readonly paths: readonly string[];
  /** All tokens of all replies together. */
  readonly tokens: number;
}

/**
 * Answers what was said about a pull request of ours; what that is, it takes from the feedback that is kept. With `asked`,
 * it mends somebody else's.
 */
export interface RespondRequest {
  readonly kind: 'respond';
  readonly repository: GitHubRepository;
  readonly pullNumber: number;
  /** Seconds that it waits for more to come before it begins. */
  readonly gatherSeconds: number;
  readonly limits: FixLimits;
  /** Where a person asks for it, on a pull request that is not ours. */
  readonly asked?: AskedMend;
}

/** `/goat fix` on somebody else's pull request. */
export interface AskedMend {
  readonly by: string;
  /** The pull request as it was then. */
  readonly issue: Issue;
  /** What the person wrote after the command; empty where that is nothing. */
  readonly hint: string;
  readonly commentId: number;
  readonly url: string;
}

export type MendRequest = RespondRequest & Required<Pick<RespondRequest, 'asked'>>;

export type TaskRequest =
  | FixRequest
  | SetUpRequest
  | AnswerRequest
  | ReplyRequest
  | IndexRequest
  | RecheckRequest
  | LearnRequest
  | ReviewRequest
  | RespondRequest;

export interface Task {
  /** A ULID; it is also what the branch, commits, runs and comments carry. */
  readonly id: string;
  readonly request: TaskRequest;
  readonly state: TaskState;
}

/** A key for rows that belong to a repository; every table is led by it. */
export function repositoryKey(
  repository: Pick<GitHubRepository, 'host' | 'id'> | Pick<LocalRepository, 'host' | 'gitDir'>,
): string {
  return repository.host === 'github' ? `github:${repository.id}` : `local:${repository.gitDir}`;
}
