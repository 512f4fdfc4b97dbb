import { findObject, readObject } from './object-reader.ts';
import { runGit } from './run-git.ts';

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
  return (await findObject(gitDir, `${revision}^{commit}`))?.sha;
}

export async function readCommit(gitDir: string, sha: string): Promise<GitCommit> {
  const object = await readObject(gitDir, `${sha}^{commit}`);
  const text = object.content.toString('utf8');
  const headerEnd = text.indexOf('\n\n');
  const headers = text.slice(0, headerEnd).split('\n');
  const values = (name: string) =>
    headers.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return {
    sha: object.sha,
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: toSignature(values('author')[0] ?? ''),
    committer: toSignature(values('committer')[0] ?? ''),
    message: text.slice(headerEnd + 2).replace(/\n+$/, ''),
  };
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

/** `Mona Lisa <mona@example.com> 1700000000 +0100` */
function toSignature(line: string): Signature {
  const [, name = '', email = '', seconds = '0'] = /^(.*?) ?<(.*)> (-?\d+) [+-]\d{4}$/.exec(line) ?? [];
  return { name, email, date: toUtc(Number(seconds) * 1000) };
}

function toUtc(date: string | number): string {
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
