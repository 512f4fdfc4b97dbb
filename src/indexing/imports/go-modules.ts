import { foldersAbove, inside } from './paths.ts';
import type { RepositoryFiles } from './repository-files.ts';

type Paths = Pick<RepositoryFiles, 'has' | 'foldersEndingWith'>;

/**
 * The folders that import paths are counted from, by what stands before: `github.com/gohugoio/hugo` → the root. Where
 * the ends of imports name folders of the repository, what is left in front names a module; for each folder the name
 * that most imports agree on wins, so that another module's `config` is not taken for the own one.
 */
export function findGoModules(imports: Iterable<string>, files: Paths): Map<string, string[]> {
  const votes = new Map<string, Map<string, number>>();
  for (const path of new Set(imports)) {
    for (const folder of files.foldersEndingWith(path.slice(path.lastIndexOf('/') + 1))) {
      for (const { root, prefix } of withoutCommonEnds(folder, path)) {
        if (!startsAtModule(root, folder, files)) continue;
        const names = votes.get(root) ?? new Map<string, number>();
        names.set(prefix, (names.get(prefix) ?? 0) + 1);
        votes.set(root, names);
      }
    }
  }
  const modules = new Map<string, string[]>();
  for (const [root, names] of votes) {
    const [winner] = [...names].sort(([, left], [, right]) => right - left);
    if (winner !== undefined) modules.set(winner[0], [...(modules.get(winner[0]) ?? []), root]);
  }
  return modules;
}

/** What is in front of the last segment, of the last two, … as long as both have the same. */
function withoutCommonEnds(folder: string, path: string): { root: string; prefix: string }[] {
  const [own, named] = [folder.split('/'), path.split('/')];
  const fronts: { root: string; prefix: string }[] = [];
  while (own.length > 0 && named.length > 1 && own.at(-1) === named.at(-1)) {
    own.pop();
    named.pop();
    fronts.push({ root: own.join('/'), prefix: named.join('/') });
  }
  return fronts;
}

/** What is counted from lies at or above the folder of the package's module. */
function startsAtModule(root: string, folder: string, files: Paths): boolean {
  const module = foldersAbove(`${folder}/`).find((above) => files.has(inside(above, 'go.mod'))) ?? '';
  return module === root || root === '' || module.startsWith(`${root}/`);
}
