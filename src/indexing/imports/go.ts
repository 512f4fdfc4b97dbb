import type { ImportRules } from './import-rules.ts';
import { inside } from './paths.ts';
import type { RepositoryFiles } from './repository-files.ts';
import { literalsOf, nodesAt, nodesOf } from './tree.ts';

/** The first segments of the standard library (pkg.go.dev/std), and cgo. */
const standard = new Set(
  (
    'C archive bufio builtin bytes cmp compress container context crypto database debug embed encoding errors expvar ' +
    'flag fmt go hash html image index io iter log maps math mime net os path plugin reflect regexp runtime slices ' +
    'sort strconv strings structs sync syscall testing text time unicode unique unsafe weak'
  ).split(' '),
);

/** A package is imported as a whole: all of its files but tests. */
export const go: ImportRules = {
  find: (root) => {
    const specs = nodesAt(root, /\bimport\b/g, 'import_declaration').flatMap((node) => nodesOf(node, 'import_spec'));
    return literalsOf(specs.map((spec) => spec.childForFieldName('path'))).filter(isForeign);
  },
  resolve(specifier, _from, files) {
    for (let prefix = specifier; prefix !== ''; prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf('/')))) {
      const roots = files.goModules.get(prefix) ?? [];
      const found = roots.flatMap((root) => packageFiles(inside(root, specifier.slice(prefix.length + 1)), files));
      if (found.length > 0) return found;
    }
    return [];
  },
};

function isForeign(path: string): boolean {
  return !standard.has(path.split('/')[0] ?? '');
}

/** So that a package of thousands of generated files, imported everywhere, does not fill the memory. */
const mostFiles = 100;

function packageFiles(folder: string, files: RepositoryFiles): string[] {
  return files
    .filesIn(folder.replace(/\/$/, ''))
    .filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'))
    .slice(0, mostFiles);
}
