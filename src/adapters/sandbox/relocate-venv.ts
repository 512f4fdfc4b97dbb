import { lstat, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ifMissing } from './if-missing.ts';

const largestFile = 1024 * 1024;
/** Where an editable install keeps the path of its source. */
const editable = /\.pth$|^__editable__|\.egg-link$/;

/**
 * Makes a copied Python environment stand by itself. Its scripts and editable installs name the folder that they were
 * made in: left so, the tests would import the user's files and not those of the commit.
 */
export async function relocateVenv(venv: string, from: string, to: string): Promise<void> {
  const scripts = await filesOf(join(venv, 'bin'));
  const versions = await ifMissing(readdir(join(venv, 'lib')), []);
  const packages = await Promise.all(versions.map((version) => filesOf(join(venv, 'lib', version, 'site-packages'))));
  const installs = packages.flat().filter((file) => editable.test(basename(file)));
  for (const file of [...scripts, ...installs]) await replacePath(file, from, to);
}

async function filesOf(folder: string): Promise<string[]> {
  const names = await ifMissing(readdir(folder), []);
  return names.map((name) => join(folder, name));
}

async function replacePath(file: string, from: string, to: string): Promise<void> {
  const stat = await lstat(file);
  if (!stat.isFile() || stat.size > largestFile) return;
  const text = await readFile(file, 'latin1');
  const moved = text.replaceAll(latin1(from), latin1(to));
  if (moved !== text) await writeFile(file, moved, 'latin1');
}

/** The bytes of the path, one character each, so that a file of any encoding keeps all its others. */
const latin1 = (path: string) => Buffer.from(path).toString('latin1');
