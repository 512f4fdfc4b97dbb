import type { Node } from 'web-tree-sitter';
import { firstFile, firstFound, nearest } from './choose.ts';
import type { ImportRules } from './import-rules.ts';
import { folderOf, foldersAbove, inside, stemOf } from './paths.ts';
import type { RepositoryFiles } from './repository-files.ts';
import { nodesAt } from './tree.ts';

/** Specifiers are paths; `mod x;` is `self::x`. */
export const rust: ImportRules = {
  find: (root) =>
    nodesAt(root, /\b(?:mod|use|extern\s+crate)\b/g, 'mod_item', 'use_declaration', 'extern_crate_declaration').flatMap(
      specifiersOf,
    ),
  resolve,
  perFile: true,
};

function specifiersOf(node: Node): string[] {
  if (node.type === 'use_declaration') {
    const paths = leavesOf(node.childForFieldName('argument')?.text ?? '');
    return paths.some((path) => path.startsWith('super')) ? outOfBlocks(paths, node) : paths;
  }
  const name = node.childForFieldName('name')?.text ?? '';
  if (node.type === 'extern_crate_declaration') return [name];
  return node.childForFieldName('body') === null ? [['self', ...blocksAround(node), name].join('::')] : [];
}

/** The modules that are blocks of the same file, outermost first. */
function blocksAround(inner: Node): string[] {
  const names: string[] = [];
  for (let node = inner.parent; node; node = node.parent) {
    if (node.type === 'mod_item') names.unshift(node.childForFieldName('name')?.text ?? '');
  }
  return names;
}

/** In `mod tests { … }`, `super` is the file itself. */
function outOfBlocks(paths: readonly string[], use: Node): string[] {
  const depth = blocksAround(use).length;
  return paths.flatMap((path) => {
    const [, supers = '', rest = ''] = /^((?:super(?:::|$))*)(.*)$/.exec(path) ?? [];
    const left = supers.split('super').length - 1 - depth;
    if (left < 0 || (left === 0 && depth > 0)) return rest === '' ? [] : [`self::${rest}`];
    return [`${'super::'.repeat(left)}${rest}`.replace(/::$/, '')];
  });
}

/** No real import nests deeper, and each level makes all paths in it longer. */
const deepestBraces = 20;

/** `a::{b, c::d as e, f::*, self}` → `a::b`, `a::c::d`, `a::f`, `a`. */
function leavesOf(tree: string): string[] {
  const leaves: string[] = [];
  const outer: string[] = [];
  let path = '';
  const finish = () => {
    if (path !== '') leaves.push([...outer, path].join('').replace(/(?:::)?(?:\*|\bself)?$/, ''));
    path = '';
  };
  const text = tree.replaceAll(/\/\/.*|\bas\s+\w+/g, '');
  for (const [token] of text.matchAll(/[{},]|[^{},\s]+/g)) {
    if (token === '{') {
      if (outer.length === deepestBraces) return [];
      outer.push(path);
      path = '';
    } else if (token === '}' || token === ',') {
      finish();
      if (token === '}') outer.pop();
    } else {
      path += token;
    }
  }
  finish();
  return leaves.map((leaf) => leaf.replace(/^::/, ''));
}

const standard = new Set(['std', 'core', 'alloc', 'proc_macro', 'test', '']);

function resolve(specifier: string, from: string, files: RepositoryFiles): readonly string[] {
  const [first = '', ...rest] = specifier.split('::');
  if (standard.has(first)) return [];
  if (first === 'self' || first === 'super') return fromModule(first, rest, from, files);
  if (first === 'crate') {
    const root = crateRoot(from, files);
    return root === undefined ? [] : deepest(folderOf(root), rest, files, root);
  }
  return firstFound([ofWorkspace, ofModule], (choose) => choose(first, rest, from, files));
}

function fromModule(first: string, rest: readonly string[], from: string, files: RepositoryFiles) {
  let folder = moduleFolder(from, files);
  let path = first === 'super' ? ['super', ...rest] : rest;
  while (path[0] === 'super') {
    folder = folderOf(folder);
    path = path.slice(1);
  }
  return deepest(folder, path, files, first === 'super' ? moduleFile(folder, files) : undefined);
}

/** A crate of the workspace: its folder has its name, with dashes as a rule. */
function ofWorkspace(name: string, rest: readonly string[], from: string, files: RepositoryFiles): readonly string[] {
  const names = [name.replaceAll('_', '-'), name];
  const roots = firstFound(names, (folder) => nearest(from, files.endingWith(`${folder}/src/lib.rs`)));
  return roots.flatMap((root) => deepest(folderOf(root), rest, files, root));
}

/** Since the edition of 2018 a path may begin at a module beside. */
function ofModule(first: string, rest: readonly string[], from: string, files: RepositoryFiles): readonly string[] {
  return deepest(moduleFolder(from, files), [first, ...rest], files, undefined);
}

/** `lib.rs` or `main.rs` above; a test, an example and a binary are crates by themselves. */
function crateRoot(from: string, files: RepositoryFiles): string | undefined {
  const [root] = firstFound(foldersAbove(from), (folder) =>
    firstFile(files, [inside(folder, 'lib.rs'), inside(folder, 'main.rs')]),
  );
  return root;
}

/** Where the modules declared in a file lie. */
function moduleFolder(path: string, files: RepositoryFiles): string {
  const stem = stemOf(path);
  const ownsFolder = stem === 'mod' || stem === 'lib' || stem === 'main' || stem === 'build';
  const isCrate = /(?:^|\/)(?:tests|examples|benches|bin)\/[^/]+$/.test(path) && !files.hasFolder(path.slice(0, -3));
  return ownsFolder || isCrate ? folderOf(path) : path.slice(0, -3);
}

/** The file of the module whose own modules lie in a folder. */
function moduleFile(folder: string, files: RepositoryFiles): string | undefined {
  return firstFile(files, [
    inside(folder, 'mod.rs'),
    `${folder}.rs`,
    inside(folder, 'lib.rs'),
    inside(folder, 'main.rs'),
  ])[0];
}

/**
 * Goes down as long as segments are modules with files, or blocks whose modules have files; the rest names what the last
 * of them defines.
 */
function deepest(
  folder: string,
  path: readonly string[],
  files: RepositoryFiles,
  otherwise: string | undefined,
): string[] {
  let found = otherwise;
  let at = folder;
  for (const segment of path) {
    const base = inside(at, segment);
    const [file] = firstFile(files, [`${base}.rs`, inside(base, 'mod.rs')]);
    if (file === undefined && !files.hasFolder(base)) break;
    found = file ?? found;
    at = base;
  }
  return found === undefined ? [] : [found];
}
