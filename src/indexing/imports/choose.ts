import { beside, foldersAbove, inside } from './paths.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** The first of the paths that is a file, alone. */
export function firstFile(files: RepositoryFiles, paths: Iterable<string | undefined>): string[] {
  for (const path of paths) if (path !== undefined && files.has(path)) return [path];
  return [];
}

/** What `choose` finds for the first of the candidates for which it finds something. */
export function firstFound<T>(candidates: Iterable<T>, choose: (candidate: T) => readonly string[]): readonly string[] {
  for (const candidate of candidates) {
    const found = choose(candidate);
    if (found.length > 0) return found;
  }
  return [];
}

const mostEqual = 3;

/**
 * Those that share the most leading folders with `from`, and of these the ones with the fewest folders; none where more
 * than three are left.
 */
export function nearest(from: string, paths: readonly string[]): readonly string[] {
  if (paths.length <= 1) return paths;
  const own = from.split('/');
  const near = best(paths, (path) => sharedStart(own, path.split('/')));
  const left = best(near, (path) => -path.split('/').length);
  return left.length > mostEqual ? [] : left;
}

/** Those with the highest score. */
export function best(paths: readonly string[], score: (path: string) => number): readonly string[] {
  const scores = paths.map(score);
  const most = Math.max(...scores);
  return paths.filter((_, index) => scores[index] === most);
}

/** How many segments two paths have in common from the left. */
export function sharedStart(own: readonly string[], other: readonly string[]): number {
  const at = other.findIndex((segment, index) => segment !== own[index]);
  return at === -1 ? other.length : at;
}

/** Only where there is exactly one. */
export function unique(paths: readonly string[]): readonly string[] {
  return paths.length === 1 ? paths : [];
}

/** A file counted from the folder of `from`, or from the first folder above where there is one. */
export function fromFolderAbove(from: string, path: string, files: RepositoryFiles): string[] {
  return firstFile(
    files,
    foldersAbove(from).map((folder) => beside(inside(folder, 'x'), path)),
  );
}
