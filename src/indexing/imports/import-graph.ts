import { languageOf } from '../../syntax/language.ts';
import { impliedImports } from './implied-imports.ts';
import { folderOf } from './paths.ts';
import { type RepositoryFiles, repositoryFiles } from './repository-files.ts';
import { resolveImport } from './resolve-import.ts';
import { importRulesOf } from './rules.ts';

export interface ImportingFile {
  readonly path: string;
  /** As `findImports` gives them. */
  readonly imports: readonly string[];
}

/** Parallel arrays: file `from[i]` imports file `to[i]`. Files are named by their places in a list. */
export interface ImportGraph {
  readonly from: number[];
  readonly to: number[];
}

/**
 * Which file imports which, sorted, each pair once, none of a file and itself. The time is that of a few look-ups an
 * import; an import adds at most 100 pairs (a package of Go).
 */
export function importGraph(files: readonly ImportingFile[]): ImportGraph {
  const goImports = files.flatMap(({ path, imports }) => (languageOf(path) === 'go' ? imports : []));
  const targetsOf = findTargets(
    files.map(({ path }) => path),
    goImports,
  );
  const graph: ImportGraph = { from: [], to: [] };
  files.forEach((file, place) => {
    for (const target of targetsOf(file, place)) {
      graph.from.push(place);
      graph.to.push(target);
    }
  });
  return graph;
}

/**
 * The graph of the same files when some import otherwise. What files of Go import says how all others of Go are
 * understood, so none of these may be among them.
 */
export function changeImports(
  paths: readonly string[],
  { from, to }: { readonly from: ArrayLike<number>; readonly to: ArrayLike<number> },
  changed: readonly ImportingFile[],
): ImportGraph {
  const targetsOf = findTargets(paths, []);
  const places = new Map(paths.map((path, place) => [path, place]));
  const targets = new Map(
    changed.map((file) => {
      const place = places.get(file.path) ?? -1;
      return [place, targetsOf(file, place)];
    }),
  );
  const graph: ImportGraph = { from: [], to: [] };
  let pair = 0;
  for (let place = 0; place < paths.length; place += 1) {
    const known: number[] = [];
    for (; pair < from.length && from[pair] === place; pair += 1) known.push(to[pair] ?? 0);
    for (const target of targets.get(place) ?? known) {
      graph.from.push(place);
      graph.to.push(target);
    }
  }
  return graph;
}

/** Finds the places of the files that a file imports, sorted. */
function findTargets(paths: readonly string[], goImports: readonly string[]) {
  const places = new Map(paths.map((path, place) => [path, place]));
  const repository = repositoryFiles(paths, goImports);
  const resolve = rememberingResolver(repository);
  return ({ path, imports }: ImportingFile, own: number): number[] => {
    const found = [impliedImports(path, repository), ...resolve(path, imports)];
    const targets = new Set(found.flatMap((files) => files.map((target) => places.get(target) ?? own)));
    targets.delete(own);
    return [...targets].sort((left, right) => left - right);
  };
}

/** The files of one folder import much the same; what other folders import is forgotten. */
function rememberingResolver(files: RepositoryFiles) {
  const known = new Map<string, readonly string[]>();
  let place = '';
  return (path: string, imports: readonly string[]): (readonly string[])[] => {
    const language = languageOf(path);
    const here = `${language} ${importRulesOf(language)?.perFile ? path : folderOf(path)}`;
    if (here !== place) known.clear();
    place = here;
    return imports.map((specifier) => {
      const found = known.get(specifier) ?? resolveImport(language, path, specifier, files);
      known.set(specifier, found);
      return found;
    });
  };
}
