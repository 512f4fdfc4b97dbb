import { runGit } from '../../src/workspace/run-git.ts';

type Content =
  | string
  | Buffer
  | { readonly link: string }
  | { readonly executable: string }
  | { readonly submodule: string };

/** Files by path. A path in double quotes is taken as git quotes it, `"caf\\351"` for bytes that are not UTF-8. */
export type Files = Readonly<Record<string, Content>>;

function modeAndText(content: Exclude<Content, { submodule: string }>): [string, string | Buffer] {
  if (typeof content === 'string' || Buffer.isBuffer(content)) return ['100644', content];
  return 'link' in content ? ['120000', content.link] : ['100755', content.executable];
}

function fileModify(path: string, content: Content): Buffer {
  if (typeof content === 'object' && 'submodule' in content) {
    return Buffer.from(`M 160000 ${content.submodule} ${path}\n`);
  }
  const [mode, text] = modeAndText(content);
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(`M ${mode} inline ${path}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

/** Makes `files` the content of `main` in a bare repository; returns the commit. */
export async function commitFiles(gitDir: string, files: Files): Promise<string> {
  const message = 'commit refs/heads/main\ncommitter P <p@example.org> 1700000000 +0000\ndata 1\nx\n';
  const parent = await runGit(['for-each-ref', '--format=from %(objectname)', 'refs/heads/main'], { gitDir });
  const changes = Object.entries(files).map(([path, content]) => fileModify(path, content));
  const input = Buffer.concat([
    Buffer.from(message),
    parent,
    Buffer.from('deleteall\n'),
    ...changes,
    Buffer.from('done\n'),
  ]);
  await runGit(['fast-import', '--quiet', '--done'], { gitDir, input });
  return (await runGit(['rev-parse', 'refs/heads/main'], { gitDir })).toString().trim();
}
