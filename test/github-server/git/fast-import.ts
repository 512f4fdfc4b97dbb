import { runGit } from './run-git.ts';

export type FileContent = string | Buffer | { readonly content: string | Buffer; readonly mode: '100755' | '120000' };

export interface ImportedCommit {
  readonly branch: string;
  /** The commit it follows; none for the first one. */
  readonly parent?: string;
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  /** Null deletes. */
  readonly files: Readonly<Record<string, FileContent | null>>;
}

/** Writes a commit and moves the branch to it in one process: https://git-scm.com/docs/git-fast-import */
export async function importCommit(gitDir: string, commit: ImportedCommit): Promise<void> {
  const { name, email } = commit.author;
  const parts: Buffer[] = [
    text(`commit refs/heads/${commit.branch}\n`),
    text(`committer ${name} <${email}> ${Math.floor(Date.now() / 1000)} +0000\n`),
    data(Buffer.from(commit.message)),
    ...(commit.parent === undefined ? [] : [text(`from ${commit.parent}\n`)]),
    ...Object.entries(commit.files).flatMap(([path, file]) => change(path, file)),
  ];
  await runGit(gitDir, ['fast-import', '--quiet', '--force'], { input: Buffer.concat(parts) });
}

function change(path: string, file: FileContent | null): Buffer[] {
  const quoted = `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
  if (file === null) return [text(`D ${quoted}\n`)];
  const plain = typeof file === 'string' || Buffer.isBuffer(file);
  const content = plain ? file : file.content;
  return [text(`M ${plain ? '100644' : file.mode} inline ${quoted}\n`), data(Buffer.from(content))];
}

function text(line: string): Buffer {
  return Buffer.from(line);
}

function data(content: Buffer): Buffer {
  return Buffer.concat([text(`data ${content.length}\n`), content, text('\n')]);
}
