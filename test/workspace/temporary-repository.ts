import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runGit } from '../../src/workspace/run-git.ts';

/** A folder that is gone when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'goat-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

type Content =
  | string
  | Buffer
  | { readonly link: string }
  | { readonly executable: string }
  | { readonly submodule: string };

function importEntry(path: string, content: Content): Buffer[] {
  const name = /[^\x20-\x7e]|"/.test(path) ? JSON.stringify(path) : path;
  if (typeof content === 'object' && 'submodule' in content)
    return [Buffer.from(`M 160000 ${content.submodule} ${name}\n`)];
  const [mode, text] =
    typeof content === 'string' || Buffer.isBuffer(content)
      ? ['100644', content]
      : 'link' in content
        ? ['120000', content.link]
        : ['100755', content.executable];
  const bytes = Buffer.from(text);
  return [Buffer.from(`M ${mode} inline ${name}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')];
}

/** Commits `files` into a bare repository through fast-import, which takes any name and any mode as it is. */
export async function commitFiles(gitDir: string, files: Readonly<Record<string, Content>>): Promise<string> {
  const stream = Buffer.concat([
    Buffer.from('commit refs/heads/main\ncommitter P <p@example.org> 1700000000 +0000\ndata 1\nx\n'),
    Buffer.from('deleteall\n'),
    ...Object.entries(files).flatMap(([path, content]) => importEntry(path, content)),
    Buffer.from('done\n'),
  ]);
  await runGit(['fast-import', '--quiet', '--force', '--done'], { gitDir, input: stream });
  const head = await runGit(['rev-parse', 'refs/heads/main'], { gitDir });
  return head.toString().trim();
}

/** A new bare repository with one commit. */
export async function temporaryRepository(
  files: Readonly<Record<string, Content>>,
): Promise<{ gitDir: string; commit: string }> {
  const gitDir = await temporaryFolder();
  await runGit(['init', '--quiet', '--bare', '--initial-branch=main', '--', gitDir]);
  return { gitDir, commit: await commitFiles(gitDir, files) };
}
