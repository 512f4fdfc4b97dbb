import { lstat, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { ifMissing } from './if-missing.ts';
import type { SandboxJob } from './sandbox.ts';
import { toolFolders, userPackages } from './tool-folders.ts';

/** Where systems keep programs, their libraries and their settings. All else of the file system is not there. */
const systemPaths = [
  ...['/bin', '/etc', '/gnu/store', '/lib', '/lib32', '/lib64', '/libx32', '/nix/store', '/opt', '/sbin', '/usr'],
  ...['/run/current-system', '/var/lib/gems'],
];

export interface Mount {
  readonly from: string;
  readonly at: string;
  readonly writable: boolean;
}

/** The files that a command sees. */
export interface FileView {
  /** Parents come before what lies in them. */
  readonly mounts: readonly Mount[];
  readonly links: readonly { readonly target: string; readonly at: string }[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Caches and homes of the user that are not shown, or not where the variable says. */
const droppedVariables = new Set(['CARGO_HOME', 'GOCACHE', 'GOMODCACHE', 'GOPATH', 'XDG_CACHE_HOME']);

/** The system and the tools to read, the job's own folders to write, and nothing else. */
export async function fileView(job: SandboxJob): Promise<FileView> {
  const links: FileView['links'][number][] = [];
  const mounts = new Map<string, Mount>();
  const show = (from: string, at: string) => mounts.set(at, { from, at, writable: false });
  for (const path of systemPaths) {
    const stat = await ifMissing(lstat(path), null);
    if (stat?.isSymbolicLink()) links.push({ target: await readlink(path), at: path });
    else if (stat !== null) show(path, path);
  }
  const { folders, variables } = await toolFolders(job.environment);
  const named = job.network ? [...folders, '/etc/resolv.conf'] : folders;
  for (const path of named) {
    const real = await ifMissing(realpath(path), null);
    if (real === null || real === '/') continue;
    const shown = [...mounts.keys(), ...links.map(({ at }) => at)];
    if (!shown.some((folder) => isWithin(real, folder))) show(real, real);
    if (real !== path && !shown.some((folder) => isWithin(path, folder))) show(real, path);
  }
  for (const [from, at] of [[job.temporary, '/tmp'] as const, [job.temporary, '/var/tmp'] as const]) {
    mounts.set(at, { from, at, writable: true });
  }
  for (const path of [job.tree, job.home]) mounts.set(path, { from: path, at: path, writable: true });
  for (const { from, at } of job.userPackages ? userPackages(job.environment) : []) {
    const real = await ifMissing(realpath(from), null);
    if (real !== null) show(real, join(job.home, at));
  }
  const given = Object.entries(job.environment).filter(([name]) => !droppedVariables.has(name));
  return {
    mounts: [...mounts.values()].sort((a, b) => (a.at < b.at ? -1 : 1)),
    links,
    environment: { ...Object.fromEntries(given), ...variables, HOME: job.home, TMPDIR: '/tmp' },
  };
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
