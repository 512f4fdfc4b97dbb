import type { GitCommit, Signature } from '../git/commits.ts';
import { differences, emptyTree, type FileDifference } from '../git/compare.ts';
import { fullName, type Repository } from '../state/repository.ts';
import { noreplyEmail } from '../state/user.ts';
import { nodeId, timestamp, type World } from '../state/world.ts';
import { representUser } from './user.ts';

/** The commit as the git database answers it. */
export function representGitCommit(world: World, repository: Repository, commit: GitCommit) {
  const url = `${world.url}/repos/${fullName(repository)}/git`;
  const page = `${world.url}/${fullName(repository)}/commit`;
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url: `${url}/commits/${commit.sha}`,
    html_url: `${page}/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${url}/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((sha) => ({ sha, url: `${url}/commits/${sha}`, html_url: `${page}/${sha}` })),
    verification: verification(repository, commit),
  };
}

/** The commit as a repository's history answers it. */
export function representCommit(world: World, repository: Repository, commit: GitCommit) {
  const url = `${world.url}/repos/${fullName(repository)}`;
  const { tree, message, author, committer } = representGitCommit(world, repository, commit);
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    commit: {
      author,
      committer,
      message,
      tree,
      url: `${url}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: verification(repository, commit),
    },
    url: `${url}/commits/${commit.sha}`,
    html_url: `${world.url}/${fullName(repository)}/commit/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    author: account(world, commit.author),
    committer: account(world, commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${world.url}/${fullName(repository)}/commit/${sha}`,
    })),
  };
}

export async function representCommitWithFiles(world: World, repository: Repository, commit: GitCommit) {
  const files = await differences(repository.gitDir, commit.parents[0] ?? emptyTree, commit.sha);
  const total = (key: 'additions' | 'deletions') => files.reduce((sum, file) => sum + file[key], 0);
  const [additions, deletions] = [total('additions'), total('deletions')];
  return {
    ...representCommit(world, repository, commit),
    stats: { additions, deletions, total: additions + deletions },
    files: files.map((file) => representDifference(world, repository, commit.sha, file)),
  };
}

export function representDifference(world: World, repository: Repository, commit: string, file: FileDifference) {
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${world.url}/${fullName(repository)}/blob/${commit}/${path}`,
    raw_url: `${world.url}/${fullName(repository)}/raw/${commit}/${path}`,
    contents_url: `${world.url}/repos/${fullName(repository)}/contents/${path}?ref=${commit}`,
    ...(file.patch === '' ? {} : { patch: file.patch }),
    ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
  };
}

/** As runs and pushes carry it. */
export function representSimpleCommit(commit: GitCommit) {
  return {
    id: commit.sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: commit.committer.date,
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  };
}

function account(world: World, signature: Signature) {
  const user = [...world.users.values()].find((each) => noreplyEmail(each) === signature.email);
  return user === undefined ? null : representUser(world, user);
}

function verification(repository: Repository, commit: GitCommit) {
  if (!repository.signedCommits.has(commit.sha)) {
    return { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };
  }
  return {
    verified: true,
    reason: 'valid',
    signature: '-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n',
    payload: `tree ${commit.tree}\n`,
    verified_at: timestamp(Date.parse(commit.committer.date)),
  };
}
