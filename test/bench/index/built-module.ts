import { rmSync } from 'node:fs';
import { mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const compiler = path.join(root, 'node_modules/typescript/bin/tsc');

let built: Promise<string> | undefined;

/**
 * The module that a module of this checkout becomes when it is built: what users run loads no TypeScript. All are built
 * once in this process, into a folder that is gone when it ends.
 */
export async function builtModule(url: string): Promise<string> {
  built ??= build();
  return path.join(await built, path.relative(root, fileURLToPath(url)).replace(/\.ts$/, '.js'));
}

async function build(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'goat-built-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['package.json', 'node_modules', 'migrations']) {
    await symlink(path.join(root, name), path.join(folder, name));
  }
  const options = { rootDir: root, outDir: folder, typeRoots: [path.join(root, 'node_modules/@types')] };
  const include = ['src', 'test/bench'].map((name) => path.join(root, name));
  const config = path.join(folder, 'tsconfig.json');
  await writeFile(
    config,
    JSON.stringify({ extends: path.join(root, 'tsconfig.build.json'), compilerOptions: options, include }),
  );
  await execa(process.execPath, [compiler, '-p', config]);
  return folder;
}
