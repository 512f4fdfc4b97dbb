import { firstFound, nearest, unique } from './choose.ts';
import type { ImportRules } from './import-rules.ts';
import type { RepositoryFiles } from './repository-files.ts';
import { childrenOf, nodesAt } from './tree.ts';

/**
 * A namespace need not be a folder, so it resolves only where exactly one folder is called so. Namespaces of one segment
 * are left out: they hold half of a project.
 */
export const csharp: ImportRules = {
  find: (root) => nodesAt(root, /\busing\b/g, 'using_directive').map((node) => childrenOf(node).at(-1)?.text ?? ''),
  resolve(specifier, from, files) {
    const segments = specifier.replace(/^global::/, '').split('.');
    if (segments.length < 2) return [];
    // `A.B.C` is the folder `A/B/C`, or `C` in the project `A.B`, or a project by itself.
    const paths = segments.map((_, dots) =>
      [segments.slice(0, dots + 1).join('.'), ...segments.slice(dots + 1)].join('/'),
    );
    return firstFound(paths, (path) => {
      const file = nearest(from, files.endingWith(`${path}.cs`));
      return file.length > 0 ? file : sourcesIn(unique(files.foldersEndingWith(path)), files);
    });
  },
};

const mostFiles = 100;

function sourcesIn(folders: readonly string[], files: RepositoryFiles): string[] {
  const paths = folders.flatMap((folder) => files.filesIn(folder)).filter((path) => path.endsWith('.cs'));
  return paths.slice(0, mostFiles);
}
