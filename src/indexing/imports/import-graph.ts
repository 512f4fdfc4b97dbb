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
  const places = new Map(files.map(({ path }, place) => [path, place]));
  const goImports = files.flatMap(({ path, imports }) => (languageOf(path) === 'go' ? imports : []));
  const repository = repositoryFiles([...places.keys()], goImports);
  const resolve = rememberingResolver(repository);
  const graph: ImportGraph = { from: [], to: [] };
  files.forEach(({ path, imports }, place) => {
    const found = [impliedImports(path, repository), ...resolve(path, imports)];
    const targets = new Set(found.flatMap((paths) => paths.map((target) => places.get(target) ?? place)));
    targets.delete(place);
    for (const target of [...targets].sort((left, right) => left - right)) {
      graph.from.push(place);
      graph.to.push(target);
    }
  });
  return graph;
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
