import { readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ifMissing } from './if-missing.ts';

type Variables = Readonly<Record<string, string>>;

/** Tools that live in the user's home, and the variable that tells them where once the home is another. */
const versionManagers: readonly (readonly [folder: string, variable: string])[] = [
  ['.asdf', 'ASDF_DATA_DIR'],
  ['.jenv', 'JENV_ROOT'],
  ['.nodenv', 'NODENV_ROOT'],
  ['.nvm', 'NVM_DIR'],
  ['.pyenv', 'PYENV_ROOT'],
  ['.rbenv', 'RBENV_ROOT'],
  ['.rustup', 'RUSTUP_HOME'],
  ['.sdkman', 'SDKMAN_DIR'],
  ['.volta', 'VOLTA_HOME'],
];

/** Installations that links in `bin` folders and in Python environments lead to. */
const installations = [
  ...['.bun', '.deno', '.local/pipx/venvs', '.local/share/fnm', '.local/share/mise/installs'],
  ...['.local/share/pipx/venvs', '.local/share/uv/python', '.local/share/uv/tools'],
];

export interface ToolFolders {
  /** As they are named, links and all; some may be missing. */
  readonly folders: readonly string[];
  /** To be set over those of the environment. */
  readonly variables: Variables;
}

/**
 * The folders that a test command needs to find its tools, and no more of the user's home: those that `PATH` names,
 * with the installation around a `bin`, and those of well-known version managers.
 */
export async function toolFolders({ HOME: home = '/', PATH = '', ...others }: Variables): Promise<ToolFolders> {
  const path = PATH.split(':').filter((entry) => entry.startsWith('/') && !entry.endsWith('/node_modules/.bin'));
  const variables: Record<string, string> = { PATH: path.join(':') };
  const folders = [...path, ...(await Promise.all(path.map((entry) => installationOf(entry, home)))).flat()];
  for (const name of ['GOROOT', 'JAVA_HOME']) if (others[name]) folders.push(others[name]);
  for (const [folder, name] of versionManagers) {
    const root = others[name] ?? join(home, folder);
    if ((await entriesOf(root)).length === 0) continue;
    variables[name] = root;
    folders.push(root);
  }
  return { folders: [...folders, ...installations.map((folder) => join(home, folder))], variables };
}

/**
 * What lies around a folder of programs, where it looks like an installation. A home does not, nor does what holds
 * programs beside data of all kinds: `~/.local`, `~/.cargo` with its credentials, a repository with a `bin`.
 */
async function installationOf(bin: string, home: string): Promise<string[]> {
  const real = await ifMissing(realpath(bin), null);
  if (real === null || !['bin', 'sbin'].includes(basename(real))) return [];
  const root = dirname(real);
  const isMixed = [home, join(home, '.local'), '/'].includes(root);
  const names = isMixed ? [] : await entriesOf(root);
  return names.some((name) => /^lib(?:exec|64)?$/.test(name)) && !names.includes('.git') ? [root] : [];
}

const entriesOf = (folder: string) => ifMissing(readdir(folder), []);

export interface UserPackages {
  readonly from: string;
  /** Below the home. */
  readonly at: string;
}

/** The packages that the user's tools have fetched, and where the tools look for them below a home; no credentials. */
export function userPackages({ HOME = '/', ...others }: Variables): UserPackages[] {
  const cargo = others.CARGO_HOME ?? join(HOME, '.cargo');
  const [goPath = ''] = (others.GOPATH ?? join(HOME, 'go')).split(':');
  return [
    { from: join(cargo, 'registry'), at: '.cargo/registry' },
    { from: join(cargo, 'git'), at: '.cargo/git' },
    { from: others.GOMODCACHE ?? join(goPath, 'pkg', 'mod'), at: 'go/pkg/mod' },
    { from: join(HOME, '.m2', 'repository'), at: '.m2/repository' },
  ];
}
