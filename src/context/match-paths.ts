import type { SnapshotFile } from './chunk-search.ts';
import { keptWith } from './kept-with.ts';
import type { MentionedPath } from './read-paths.ts';

interface PathIndex {
  /** The files by their names, in lower case. */
  readonly byName: ReadonlyMap<string, readonly number[]>;
  /** The files by their module names, without `_` and `-`. */
  readonly byModule: ReadonlyMap<string, readonly number[]>;
  readonly paths: readonly string[];
  readonly modules: readonly string[];
}

/**
 * The files that a mention may mean: it may begin above the repository (a stack frame), inside of it (a file name), or
 * be without an extension (an import).
 */
export function matchPath(files: readonly SnapshotFile[], { path, isModule }: MentionedPath): readonly number[] {
  const index = indexPaths(files);
  if (isModule) return matchModule(index, path);
  const tails = [path, ...inPackage(path)];
  const sameName = index.byName.get(lastOf(path)) ?? [];
  const whole = sameName.filter((file) => tails.some((tail) => isTail(index.paths[file] ?? '', tail)));
  return whole.length > 0 || !path.includes('/') ? whole : withModule(index, plain(path));
}

/** The last names of a module's may be those of what it holds. */
function matchModule(index: PathIndex, path: string): readonly number[] {
  const names = plain(path).split('/');
  for (let length = names.length; length >= Math.max(2, names.length - 2); length -= 1) {
    const found = withModule(index, names.slice(0, length).join('/'));
    if (found.length > 0) return found;
  }
  return [];
}

function withModule({ byModule, modules }: PathIndex, module: string): number[] {
  return (byModule.get(lastOf(module)) ?? []).filter((file) => `/${modules[file]}`.endsWith(`/${module}`));
}

/** Of Python, Ruby, JavaScript and Rust. */
const installed = /^.*(?:^|\/)(?:(?:site|dist)-packages|gems|node_modules(?:\/@[^/]+)?|registry\/src\/[^/]+)\/(.+)$/;

/** Of a path in an installed package the part from the package's name on: its repository may keep it in another folder. */
function inPackage(path: string): string[] {
  const inside = installed.exec(path)?.[1];
  return inside?.includes('/') ? [inside.replace(/^([^/]+?)-\d[^/]*\//, '$1/')] : [];
}

/** Whether one of two paths is the end of the other. A name alone is not taken for the end of a path from elsewhere. */
function isTail(own: string, mentioned: string): boolean {
  if (own === mentioned || own.endsWith(`/${mentioned}`)) return true;
  return own.includes('/') && mentioned.endsWith(`/${own}`);
}

const indexPaths = keptWith((files: readonly SnapshotFile[]): PathIndex => {
  const paths = files.map(({ path }) => path.toLowerCase());
  const modules = paths.map(moduleOf);
  return { paths, modules, byName: group(paths.map(lastOf)), byModule: group(modules.map(lastOf)) };
});

/** `a/b.ts` → `a/b`, and `a/index.ts` → `a`, as imports name them. */
function moduleOf(path: string): string {
  return plain(path.replace(/\.\w+$/, '').replace(/\/(?:index|mod|__init__)$/, ''));
}

function plain(path: string): string {
  return path.replace(/[_-]/g, '');
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function group(names: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  names.forEach((name, file) => {
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [file]);
    else group.push(file);
  });
  return groups;
}
