import { findGoModules } from './go-modules.ts';
import { folderOf } from './paths.ts';

/** The paths of a snapshot, indexed so that each question takes logarithmic time at most, however large the repository. */
export interface RepositoryFiles {
  has(path: string): boolean;
  /** Whether a file is in the folder, however deep; '' is the root. */
  hasFolder(folder: string): boolean;
  /** The files that are in the folder itself. */
  filesIn(folder: string): readonly string[];
  /** Files whose path ends with these segments. None where more than 50 do: then the segments say nothing. */
  endingWith(segments: string): readonly string[];
  /** Folders whose path ends with these segments, by the same rule. */
  foldersEndingWith(segments: string): readonly string[];
  /** Folders of Go modules, by the path that imports of them begin with. */
  readonly goModules: ReadonlyMap<string, readonly string[]>;
}

const mostSameNamed = 50;

/**
 * Takes time and memory in proportion to the paths' length, but for two sorts.
 * @param goImports What the Go files import: paths alone do not tell what a module is called.
 */
export function repositoryFiles(paths: readonly string[], goImports: Iterable<string> = []): RepositoryFiles {
  const known = new Set(paths);
  const folders = new Map<string, string[]>();
  for (const path of paths) addFolders(folders, path);
  const byEnd = suffixIndex(paths);
  const foldersByEnd = suffixIndex([...folders.keys()]);
  const files = {
    has: (path: string) => known.has(path),
    hasFolder: (folder: string) => folders.has(folder),
    filesIn: (folder: string) => folders.get(folder) ?? [],
    endingWith: byEnd,
    foldersEndingWith: foldersByEnd,
  };
  return { ...files, goModules: findGoModules(goImports, files) };
}

function addFolders(folders: Map<string, string[]>, path: string): void {
  let folder = folderOf(path);
  const files = folders.get(folder);
  if (files !== undefined) {
    files.push(path);
    return;
  }
  folders.set(folder, [path]);
  while (folder !== '') {
    folder = folderOf(folder);
    if (folders.has(folder)) return;
    folders.set(folder, []);
  }
}

/** By their last segment; of what many paths share, a sorted list is made when it is first asked for. */
function suffixIndex(paths: readonly string[]): (segments: string) => readonly string[] {
  const sameNamed = new Map<string, string[]>();
  for (const path of paths) {
    const name = lastSegment(path);
    const others = sameNamed.get(name);
    if (others === undefined) sameNamed.set(name, [path]);
    else others.push(path);
  }
  const sorted = new Map<string, readonly string[]>();

  return (segments) => {
    const name = lastSegment(segments);
    const bucket = sameNamed.get(name) ?? [];
    if (bucket.length <= mostSameNamed) return bucket.filter((path) => endsWithSegments(path, segments));
    const turned = sorted.get(name) ?? bucket.map((path) => `${turn(path)}/`).sort();
    sorted.set(name, turned);
    return startingWith(`${turn(segments)}/`, turned).map((path) => turn(path.slice(0, -1)));
  };
}

function endsWithSegments(path: string, segments: string): boolean {
  return path.length === segments.length ? path === segments : path.endsWith(`/${segments}`);
}

/** Paths that end alike begin alike once their segments are turned round, and then they are side by side. */
function startingWith(start: string, turned: readonly string[]): string[] {
  let [from, to] = [0, turned.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((turned[middle] ?? '') < start) from = middle + 1;
    else to = middle;
  }
  const found: string[] = [];
  for (const path of turned.slice(from, from + mostSameNamed + 1)) {
    if (!path.startsWith(start)) break;
    found.push(path);
  }
  return found.length > mostSameNamed ? [] : found;
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function turn(path: string): string {
  return path.split('/').reverse().join('/');
}
