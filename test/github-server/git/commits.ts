import { gitOrUndefined, runGit } from './run-git.ts';

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

export interface GitCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

const format = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x00');

/** The commit that a branch, tag or sha names; undefined when there is none. */
export async function resolveCommit(gitDir: string, revision: string): Promise<string | undefined> {
  return gitOrUndefined(gitDir, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
}

export async function readCommit(gitDir: string, sha: string): Promise<GitCommit> {
  const [commit] = await listCommits(gitDir, ['-1', sha]);
  if (commit === undefined) throw new Error(`There is no commit ${sha}.`);
  return commit;
}

/** @param range arguments of `git log`, newest first. */
export async function listCommits(gitDir: string, range: readonly string[]): Promise<GitCommit[]> {
  // Each record ends with a byte that no commit holds.
  const output = await runGit(gitDir, ['log', `--format=${format}%x00%x1e`, ...range, '--']);
  return output
    .toString('utf8')
    .split('\0\x1e')
    .map((record) => record.replace(/^\n/, '').split('\0'))
    .filter((fields) => fields.length > 1)
    .map(toCommit);
}

function toCommit(fields: readonly string[]): GitCommit {
  const [sha = '', tree = '', parents = '', an = '', ae = '', ad = '', cn = '', ce = '', cd = '', message = ''] =
    fields;
  return {
    sha,
    tree,
    parents: parents.split(' ').filter((parent) => parent !== ''),
    author: { name: an, email: ae, date: toUtc(ad) },
    committer: { name: cn, email: ce, date: toUtc(cd) },
    message: message.replace(/\n+$/, ''),
  };
}

function toUtc(date: string): string {
  return `${new Date(date).toISOString().slice(0, 19)}Z`;
}

/** Writes a commit object exactly as given, and nothing else: no ref moves. */
export async function writeCommit(gitDir: string, commit: Omit<GitCommit, 'sha'>): Promise<string> {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${signatureLine(commit.author)}`,
    `committer ${signatureLine(commit.committer)}`,
    '',
    commit.message,
  ];
  const output = await runGit(gitDir, ['hash-object', '-t', 'commit', '-w', '--stdin'], { input: lines.join('\n') });
  return output.toString().trim();
}

function signatureLine(signature: Signature): string {
  return `${signature.name} <${signature.email}> ${Math.floor(Date.parse(signature.date) / 1000)} +0000`;
}
