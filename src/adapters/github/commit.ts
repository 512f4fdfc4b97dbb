import type { Commit, CommitRequest } from '../../publish/publisher.ts';
import { statusOf } from './github-error.ts';
import { readBranch } from './read-branch.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';
import { withWorkflows } from './with-workflows.ts';

// Blobs, trees and commits show nowhere until a branch points at them, so these may be repeated like a read.
const repeatable = { request: { retries: 3 } };

/**
 * Adds one commit to the task's branch: blobs, tree, commit, then the branch, never forced. No author is given, so
 * that GitHub signs it for the App. A commit that an earlier call already put there is found instead.
 * @throws Error with a sentence when the branch is gone or has moved.
 */
export async function commit(task: TaskContext, request: CommitRequest): Promise<Commit> {
  const context = bringsWorkflows(request) ? { ...task, client: withWorkflows(task.client) } : task;
  const { git } = context.client.with({ contents: 'write' }).rest;
  const tree = await createTree(context, request);
  const head = await readBranch(context, request.branch);
  if (head === null) throw new Error(`The branch ${request.branch} is gone. Comment \`/goat fix\` to start anew.`);
  if (head !== request.parent) {
    const found = await readCommit(context, head);
    if (!isOwn(context, found, request, tree)) throw moved(request);
    return toCommit(found);
  }
  const { data: created } = await git.createCommit({
    ...ownerAndRepo(context),
    message: request.message,
    tree,
    parents: parentsOf(request),
    ...repeatable,
  });
  try {
    await git.updateRef({ ...ownerAndRepo(context), ref: `heads/${request.branch}`, sha: created.sha, force: false });
  } catch (error) {
    if (statusOf(error) === 422 && (await readBranch(context, request.branch)) !== request.parent) throw moved(request);
    throw error;
  }
  return toCommit(created);
}

/** The tree of the parent, or of the commit that is named instead, with the changes laid over it. */
async function createTree(context: TaskContext, { parent, over, changes }: CommitRequest): Promise<string> {
  const { git } = context.client.with({ contents: 'write' }).rest;
  const { tree: base } = await readCommit(context, over ?? parent);
  const tree = [];
  for (const { path, mode, after } of changes) {
    const sha = after === null ? null : await createBlob(context, after);
    tree.push({ path, mode, type: 'blob', sha } as const);
  }
  const { data } = await git.createTree({ ...ownerAndRepo(context), base_tree: base.sha, tree, ...repeatable });
  return data.sha;
}

async function createBlob(context: TaskContext, content: Buffer): Promise<string> {
  const { git } = context.client.with({ contents: 'write' }).rest;
  const encoded = { content: content.toString('base64'), encoding: 'base64' };
  const { data } = await git.createBlob({ ...ownerAndRepo(context), ...encoded, ...repeatable });
  return data.sha;
}

async function readCommit(context: TaskContext, sha: string) {
  const { git } = context.client.with({ contents: 'write' }).rest;
  return (await git.getCommit({ ...ownerAndRepo(context), commit_sha: sha })).data;
}

type GitCommit = Awaited<ReturnType<typeof readCommit>>;

/** Whether an earlier call of this task, whose answer was lost, made this very commit. */
function isOwn({ taskId }: TaskContext, found: GitCommit, request: CommitRequest, tree: string): boolean {
  return (
    found.parents.map(({ sha }) => sha).join() === parentsOf(request).join() &&
    found.tree.sha === tree &&
    found.message.split('\n').includes(`Goat-Task: ${taskId}`)
  );
}

/** A merge holds the workflow files that the base branch has: validation keeps a task from changing any itself. */
function bringsWorkflows({ merged, changes }: CommitRequest): boolean {
  return merged !== undefined && changes.some(({ path }) => path.startsWith('.github/workflows/'));
}

function parentsOf({ parent, merged }: CommitRequest): string[] {
  return merged === undefined ? [parent] : [parent, merged];
}

function toCommit({ sha, verification, html_url }: GitCommit): Commit {
  return { sha, verified: verification.verified, url: html_url };
}

function moved({ branch }: CommitRequest): Error {
  return new Error(
    `Someone else has changed the branch ${branch}, so it was left as it is. Comment \`/goat fix\` for a new branch.`,
  );
}
