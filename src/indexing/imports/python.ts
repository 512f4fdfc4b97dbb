import type { Node } from 'web-tree-sitter';
import { firstFile, firstFound, nearest } from './choose.ts';
import type { ImportRules } from './import-rules.ts';
import { beside, folderOf, foldersAbove, inside } from './paths.ts';
import type { RepositoryFiles } from './repository-files.ts';
import { nodesAt } from './tree.ts';

/** Specifiers are written as entry points are: `module:name` where a name is taken from a module. */
export const python: ImportRules = {
  find: (root) => nodesAt(root, /\bimport\b/g, 'import_statement', 'import_from_statement').flatMap(specifiersOf),
  resolve,
};

/** Statements are many and names in them more, so their text is split: asking the tree for each name takes far longer. */
function specifiersOf(statement: Node): string[] {
  const text = statement.text.replaceAll(/#.*|[()\\]/g, ' ');
  const [before = '', after = ''] = text.split(/\bimport\b/, 2);
  const names = after.split(',').flatMap((name) => name.trim().split(/\s/)[0] || []);
  if (statement.type === 'import_statement') return names;
  const module = before.trim().slice('from'.length).replaceAll(/\s+/g, '');
  return names[0] === '*' ? [module] : names.map((name) => `${module}:${name}`);
}

/** A name may be a module of the package that it is taken from. */
function resolve(specifier: string, from: string, files: RepositoryFiles): readonly string[] {
  const [module = '', name] = specifier.split(':');
  const find = module.startsWith('.') ? relative : absolute;
  const submodule = name === undefined ? [] : find(`${module}${/^\.+$/.test(module) ? '' : '.'}${name}`, from, files);
  return submodule.length > 0 ? submodule : find(module, from, files);
}

/** One dot is the own package, each further one the package around it. */
function relative(module: string, from: string, files: RepositoryFiles): readonly string[] {
  const [, dots = '', path = ''] = /^(\.+)(.*)$/.exec(module) ?? [];
  const base = beside(from, `${'../'.repeat(dots.length - 1)}./${path.replaceAll('.', '/')}`);
  if (base === undefined) return [];
  return moduleIn(
    path === '' ? base : folderOf(base),
    path === '' ? '__init__' : base.slice(base.lastIndexOf('/') + 1),
    files,
  );
}

/**
 * A folder on Python's search path is no package itself, so `json` is not `flask/json` in `flask`. A module without a
 * package is found only where a script's own folder, or one that is usually on the path, has it.
 */
function absolute(module: string, from: string, files: RepositoryFiles): readonly string[] {
  const path = module.replaceAll('.', '/');
  const [parent, name] = [folderOf(path), path.slice(path.lastIndexOf('/') + 1)];
  const isRoot = (folder: string) => !files.has(inside(folder, '__init__.py'));
  if (parent === '') {
    if (!endings.some((ending) => files.endingWith(`${name}${ending}`).length > 0)) return [];
    return firstFound(searchPath(from).filter(isRoot), (root) => moduleIn(root, name, files));
  }
  const packages = files.foldersEndingWith(parent).filter((folder) => isRoot(folder.slice(0, -parent.length - 1)));
  if (packages.length <= 1) return packages.flatMap((folder) => moduleIn(folder, name, files));
  const near = searchPath(from).map((root) => inside(root, parent));
  const found = firstFound(
    near.filter((folder) => packages.includes(folder)),
    (folder) => moduleIn(folder, name, files),
  );
  return found.length > 0
    ? found
    : nearest(
        from,
        packages.flatMap((folder) => moduleIn(folder, name, files)),
      );
}

function searchPath(from: string): string[] {
  return foldersAbove(from).flatMap((above) => [
    above,
    inside(above, 'src'),
    inside(above, 'lib'),
    inside(above, 'python'),
  ]);
}

const endings = ['.py', '/__init__.py', '.pyi', '/__init__.pyi', '.pyx'];

function moduleIn(folder: string, name: string, files: RepositoryFiles): string[] {
  return firstFile(
    files,
    endings.map((ending) => `${inside(folder, name)}${ending}`),
  );
}
