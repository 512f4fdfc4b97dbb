import { join } from 'node:path';
import type { z } from 'zod';
import { findWorkflow } from './actions/find-workflow.ts';
import { type GitCommit, listCommits, resolveCommit } from './git/commits.ts';
import { createBareRepository, type RepositorySource } from './git/create-bare-repository.ts';
import { type FileContent, importCommit } from './git/fast-import.ts';
import { mergeCommits } from './git/merge.ts';
import { readFileAt } from './git/objects.ts';
import { listRefs, moveRef, readRef } from './git/refs.ts';
import { branchMoved } from './state/branch-moved.ts';
import { addComment, checkBody, createIssue, editComment, react, setIssueState } from './state/change-issue.ts';
import type { CheckRun } from './state/check-run.ts';
import { userNamed } from './state/find.ts';
import type { Comment, Issue, PullRequest, Reaction } from './state/issue.ts';
import { openPull } from './state/open-pull.ts';
import { fullName, type Repository, type Role } from './state/repository.ts';
import type { Review, ReviewComment } from './state/review.ts';
import type { Run } from './state/run.ts';
import { replyInThread, type reviewRequest, submitReview } from './state/submit-review.ts';
import { noreplyEmail } from './state/user.ts';
import { timestamp, type World } from './state/world.ts';
import { commentEvent, issueEvent, pullEvent } from './webhooks/events.ts';
import { reviewEvents } from './webhooks/review-events.ts';

export type RepositoryRequest = RepositorySource & {
  readonly owner: string;
  readonly name: string;
  /** `main` when not given; a copied repository keeps its own. */
  readonly defaultBranch?: string;
  readonly collaborators?: Readonly<Record<string, Role>>;
};

export interface PullRequestToOpen {
  readonly title: string;
  readonly body?: string;
  readonly head: string;
  readonly base?: string;
  readonly draft?: boolean;
  /** The fork that the head is in. */
  readonly from?: RepositoryHandle;
}

/**
 * One repository: what people do there and what became of it. An action of a person resolves when the App has
 * answered its webhook.
 */
export interface RepositoryHandle {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  /** The bare repository itself. */
  readonly gitDir: string;
  readonly issues: ReadonlyMap<number, Issue>;
  readonly pulls: ReadonlyMap<number, PullRequest>;
  readonly runs: readonly Run[];
  readonly checkRuns: readonly CheckRun[];

  openIssue(login: string, issue: { readonly title: string; readonly body: string }): Promise<Issue>;
  closeIssue(login: string, number: number): Promise<void>;
  label(login: string, number: number, label: string): Promise<void>;
  comment(login: string, number: number, body: string): Promise<Comment>;
  editComment(login: string, comment: Comment, body: string): Promise<void>;
  /** Commits on a branch, made from the default one where it does not exist; null deletes a file. Returns the commit. */
  push(login: string, commit: PushRequest): Promise<string>;
  /** Forces a branch to a commit; null deletes it. */
  moveBranch(login: string, branch: string, sha: string | null): Promise<void>;
  openPull(login: string, request: PullRequestToOpen): Promise<PullRequest>;
  /** Takes a pull request out of draft. */
  markReady(login: string, number: number): Promise<void>;
  review(login: string, number: number, review: z.input<typeof reviewRequest>): Promise<Review>;
  /** Answers in the thread that a comment started. */
  replyInThread(login: string, number: number, root: ReviewComment, body: string): Promise<ReviewComment>;
  resolveThread(login: string, number: number, root: ReviewComment): void;
  react(login: string, comment: Comment | ReviewComment, content: Reaction['content']): void;
  /** A copy of somebody else's, where the App is not installed. */
  fork(login: string): Promise<RepositoryHandle>;
  /** Closes a pull request, with its commits merged when `merge` is set. */
  closePull(login: string, number: number, options?: { readonly merge: boolean }): Promise<void>;
  setRole(login: string, role: Role | 'none'): void;
  disableWorkflow(file: string): Promise<void>;
  protectBranch(branch: string): void;

  branches(): Promise<Record<string, string>>;
  /** Newest first. */
  commits(branch: string): Promise<GitCommit[]>;
  read(revision: string, path: string): Promise<string | undefined>;
  comments(number: number): readonly Comment[];
}

export interface PushRequest {
  readonly branch: string;
  readonly message: string;
  readonly files: Readonly<Record<string, FileContent | null>>;
}

export async function createRepository(world: World, request: RepositoryRequest): Promise<RepositoryHandle> {
  const repository = await addRepository(world, request, null);
  const { owner } = repository;
  if (!world.installations.some((installation) => installation.account.id === owner.id)) {
    world.installations.push({ id: world.nextId(), account: owner, createdAt: timestamp() });
  }
  return handle(world, repository);
}

async function addRepository(world: World, request: RepositoryRequest, parent: Repository | null): Promise<Repository> {
  const owner = userNamed(world, request.owner);
  const gitDir = join(world.directory, 'repositories', request.owner, `${request.name}.git`);
  const collaborators = Object.entries(request.collaborators ?? {}).map(([login, role]): [string, Role] => {
    userNamed(world, login);
    return [login.toLowerCase(), role];
  });
  const repository: Repository = {
    id: world.nextId(),
    owner,
    name: request.name,
    gitDir,
    defaultBranch: await createBareRepository(gitDir, request, request.defaultBranch ?? 'main'),
    createdAt: timestamp(),
    parent,
    collaborators: new Map(collaborators),
    issues: new Map(),
    pulls: new Map(),
    workflows: new Map(),
    runs: [],
    checkRuns: [],
    signedCommits: new Set(),
    protectedBranches: new Set(),
  };
  world.repositories.push(repository);
  return repository;
}

function handle(world: World, repository: Repository): RepositoryHandle {
  const { gitDir, id, name, defaultBranch, issues, pulls, runs, checkRuns } = repository;
  const issueNumbered = (number: number): Issue => {
    const issue = issues.get(number);
    if (issue === undefined) throw new Error(`${fullName(repository)} has no issue ${number}.`);
    return issue;
  };
  const pullNumbered = (number: number): PullRequest => {
    const pull = pulls.get(number);
    if (pull === undefined) throw new Error(`${fullName(repository)} has no pull request ${number}.`);
    return pull;
  };
  const move = async (login: string, branch: string, to: string | undefined) => {
    const ref = `refs/heads/${branch}`;
    const before = await readRef(gitDir, ref);
    if (!(await moveRef(gitDir, ref, to, before))) throw new Error(`The branch ${branch} cannot be moved to ${to}.`);
    await branchMoved(world, repository, ref, before, to, userNamed(world, login));
  };
  return {
    id,
    owner: repository.owner.login,
    name,
    defaultBranch,
    gitDir,
    issues,
    pulls,
    runs,
    checkRuns,
    async openIssue(login, { title, body }) {
      const user = userNamed(world, login);
      const issue = createIssue(world, repository, user, title, checkBody('Issue', body));
      await issueEvent(world, repository, issue, 'opened', user);
      return issue;
    },
    async closeIssue(login, number) {
      const issue = issueNumbered(number);
      setIssueState(issue, 'closed');
      await issueEvent(world, repository, issue, 'closed', userNamed(world, login));
    },
    async label(login, number, label) {
      const issue = issueNumbered(number);
      const added = { id: world.nextId(), name: label };
      issue.labels.push(added);
      await issueEvent(world, repository, issue, 'labeled', userNamed(world, login), added);
    },
    async comment(login, number, body) {
      const user = userNamed(world, login);
      const comment = addComment(world, issueNumbered(number), user, body);
      await commentEvent(world, repository, comment, 'created', user);
      return comment;
    },
    async editComment(login, comment, body) {
      const before = editComment(comment, body);
      await commentEvent(world, repository, comment, 'edited', userNamed(world, login), before);
    },
    async push(login, { branch, message, files }) {
      const user = userNamed(world, login);
      const ref = `refs/heads/${branch}`;
      const before = await readRef(gitDir, ref);
      const parent = before ?? (await readRef(gitDir, `refs/heads/${defaultBranch}`));
      const author = { name: login, email: noreplyEmail(user) };
      await importCommit(gitDir, { branch, message, files, author, ...(parent === undefined ? {} : { parent }) });
      const after = await readRef(gitDir, ref);
      await branchMoved(world, repository, ref, before, after, user);
      return after ?? '';
    },
    async moveBranch(login, branch, sha) {
      await move(login, branch, sha ?? undefined);
    },
    async openPull(login, { title, body = '', head, base = defaultBranch, draft = false, from }) {
      const user = userNamed(world, login);
      const headRepository = world.repositories.find((each) => each.id === from?.id) ?? repository;
      const headSha = await readRef(headRepository.gitDir, `refs/heads/${head}`);
      if (headSha === undefined) throw new Error(`There is no branch ${head}.`);
      const opening = { title, body: checkBody('PullRequest', body), head, headRepository, headSha, base, draft };
      const pull = await openPull(world, repository, user, opening);
      await pullEvent(world, repository, pull, 'opened', user);
      return pull;
    },
    async markReady(login, number) {
      const pull = pullNumbered(number);
      pull.draft = false;
      await pullEvent(world, repository, pull, 'ready_for_review', userNamed(world, login));
    },
    async review(login, number, request) {
      const pull = pullNumbered(number);
      const { review, comments } = await submitReview(world, repository, pull, userNamed(world, login), request);
      await reviewEvents(world, repository, pull, review, comments);
      return review;
    },
    async replyInThread(login, number, root, body) {
      const pull = pullNumbered(number);
      const { comment, review } = replyInThread(world, pull, root, userNamed(world, login), body);
      await reviewEvents(world, repository, pull, review, [comment]);
      return comment;
    },
    resolveThread(login, number, root) {
      pullNumbered(number).resolvedThreads.set(root.id, userNamed(world, login));
    },
    react(login, comment, content) {
      react(world, comment.reactions, userNamed(world, login), content);
    },
    async fork(login) {
      userNamed(world, login);
      return handle(world, await addRepository(world, { owner: login, name, directory: gitDir }, repository));
    },
    async closePull(login, number, options = { merge: false }) {
      const pull = pullNumbered(number);
      const user = userNamed(world, login);
      setIssueState(pull.issue, 'closed');
      if (options.merge) {
        const base = await readRef(gitDir, `refs/heads/${pull.base}`);
        if (base === undefined) throw new Error(`There is no branch ${pull.base}.`);
        pull.mergedAt = timestamp();
        const author = { name: login, email: noreplyEmail(user), date: pull.mergedAt };
        const message = `Merge pull request #${number} from ${repository.owner.login}/${pull.head}\n\n${pull.issue.title}`;
        pull.mergeCommit = await mergeCommits(gitDir, base, pull.headSha, message, author);
        await move(login, pull.base, pull.mergeCommit);
      }
      await pullEvent(world, repository, pull, 'closed', user);
    },
    setRole(login, role) {
      userNamed(world, login);
      if (role === 'none') repository.collaborators.delete(login.toLowerCase());
      else repository.collaborators.set(login.toLowerCase(), role);
    },
    protectBranch(branch) {
      repository.protectedBranches.add(branch);
    },
    async disableWorkflow(file) {
      (await findWorkflow(world, repository, file)).state = 'disabled_manually';
    },
    async branches() {
      const refs = await listRefs(gitDir, 'refs/heads/');
      return Object.fromEntries(refs.map(({ ref, sha }) => [ref.slice('refs/heads/'.length), sha]));
    },
    async commits(branch) {
      const head = await resolveCommit(gitDir, `refs/heads/${branch}`);
      return head === undefined ? [] : listCommits(gitDir, [head]);
    },
    async read(revision, path) {
      return (await readFileAt(gitDir, revision, path))?.toString('utf8');
    },
    comments(number) {
      return issueNumbered(number).comments;
    },
  };
}
