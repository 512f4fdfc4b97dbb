import { languageOf } from '../../syntax/language.ts';
import type { FileChange } from '../../workspace/workspace.ts';
import type { PatchedRepository, Repository, ResolveImport } from '../patched-repository.ts';
import type { Module } from './module.ts';
import { readModule } from './read-module.ts';

/** A repository as imports see it. */
export interface View extends Repository, Pick<PatchedRepository, 'isIgnored'> {
  readonly resolve: ResolveImport;
  has(path: string): boolean;
  /** Whether a file's or a folder's path is this one, or goes on behind a dot. */
  hasStem(path: string): boolean;
  /** Read once. */
  module(path: string): Promise<Module | undefined>;
}

export function viewAfter(repository: PatchedRepository): View {
  return viewOf(repository, repository);
}

export function viewBefore(repository: PatchedRepository, changes: readonly FileChange[]): View {
  const changed = new Map(changes.map((change) => [change.path, change]));
  const paths = [
    ...repository.paths.filter((path) => changed.get(path)?.before !== null),
    ...changes.flatMap(({ path, before, after }) => (before !== null && after === null ? [path] : [])),
  ];
  const read = async (path: string) => {
    const change = changed.get(path);
    return change === undefined ? repository.read(path) : (change.before ?? undefined);
  };
  return viewOf(repository, { paths, read });
}

function viewOf({ resolverFor, isIgnored }: PatchedRepository, { paths, read }: Repository): View {
  const known = new Set(paths);
  const stems = new Set(paths.flatMap(stemsOf));
  const modules = new Map<string, Promise<Module | undefined>>();
  let resolver: ResolveImport | undefined;
  const readFresh = async (path: string) => {
    const text = (await read(path))?.toString() ?? '';
    return readModule(languageOf(path, text), text);
  };
  return {
    paths,
    read,
    isIgnored,
    resolve(...question) {
      resolver ??= resolverFor(paths);
      return resolver(...question);
    },
    has: (path) => known.has(path),
    hasStem: (path) => stems.has(path),
    module(path) {
      const found = modules.get(path) ?? readFresh(path);
      modules.set(path, found);
      return found;
    },
  };
}

/** `a/b/c.d.e` → `a`, `a/b`, `a/b/c`, `a/b/c.d`. */
function stemsOf(path: string): string[] {
  const name = path.lastIndexOf('/') + 1;
  return [...path.matchAll(/[/.]/g)]
    .filter(({ index, 0: mark }) => index > 0 && (mark === '/' || index > name))
    .map(({ index }) => path.slice(0, index));
}
