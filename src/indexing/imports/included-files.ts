import type { Node } from 'web-tree-sitter';
import { firstFile, firstFound, fromFolderAbove, nearest } from './choose.ts';
import type { ImportRules } from './import-rules.ts';
import { beside } from './paths.ts';
import type { RepositoryFiles } from './repository-files.ts';
import { childrenOf, literalOf, literalsOf, nodesAt, nodesOf } from './tree.ts';

/** Dots stand between folders. */
export const lua: ImportRules = {
  find: (root) =>
    nodesAt(root, /\b(?:require|dofile|loadfile)\b/g, 'function_call').flatMap((call) => {
      const path = literalOf(childrenOf(call.childForFieldName('arguments'))[0]);
      return path === undefined ? [] : [path.endsWith('.lua') ? path : path.replaceAll('.', '/')];
    }),
  resolve: (specifier, from, files) =>
    firstFound(specifier.endsWith('.lua') ? [specifier] : [`${specifier}.lua`, `${specifier}/init.lua`], (path) =>
      nearest(from, files.endingWith(path)),
    ),
};

export const zig: ImportRules = {
  find: (root) =>
    nodesAt(root, /@import\b/g, 'builtin_function').flatMap((call) =>
      literalsOf(childrenOf(childrenOf(call).at(-1)).slice(0, 1)),
    ),
  resolve: (specifier, from, files) => firstFile(files, [beside(from, specifier)]),
};

/** What is not relative is remapped: the first segments name a library, which may be the repository itself. */
export const solidity: ImportRules = {
  find: (root) => literalsOf(nodesOf(root, 'import_directive').map((node) => node.childForFieldName('source'))),
  resolve(specifier, from, files) {
    if (specifier.startsWith('.')) return firstFile(files, [beside(from, specifier)]);
    const segments = specifier.split('/');
    const ends = segments.map((_, dropped) => segments.slice(dropped)).filter(({ length }) => length > 1);
    return firstFound(ends, (end) => nearest(from, files.endingWith(end.join('/'))));
  },
};

export const r: ImportRules = {
  find: (root) =>
    nodesAt(root, /\bsource(?=\s*\()/g, 'call').flatMap((call) => {
      const [first] = childrenOf(call.childForFieldName('arguments'));
      return literalsOf([first?.childForFieldName('value')]);
    }),
  resolve: (specifier, from, files) => fromFolderAbove(from, specifier, files),
};

/** `source` and `.`; a variable in front (`"$DIR/a.sh"`) stands for some folder. */
export const shell: ImportRules = {
  find: (root) =>
    nodesAt(root, /(?<![\w./-])(?:source|\.)(?=\s)/g, 'command').flatMap((command) => {
      if (!/^(?:source|\.)$/.test(command.childForFieldName('name')?.text ?? '')) return [];
      const written = command.childForFieldName('argument')?.text.replaceAll(/['"]/g, '') ?? '';
      const path = written.replace(/^(?:\$\w+|\$\{[^{}]*\}|\$\(.*\))\//, '');
      return path === '' || path.includes('$') ? [] : [path];
    }),
  resolve: fileAround,
};

function fileAround(specifier: string, from: string, files: RepositoryFiles): readonly string[] {
  const bare = specifier.replace(/^(?:\.\.?\/)+/, '');
  return firstFound(
    [() => fromFolderAbove(from, specifier, files), () => nearest(from, files.endingWith(bare))],
    (choose) => choose(),
  );
}

/** Dot-sourced scripts and imported modules, where they are named as files. */
export const powershell: ImportRules = {
  find: (root) =>
    nodesAt(root, /\bImport-Module\b|(?:^|[;{}])[ \t]*\.(?=\s)/gim, 'command').flatMap((command) => {
      const words = command.text.replaceAll(/\$\w+/g, '').split(/[\s'"(){}]+/);
      const path = words.find((word) => /\.psm?1$/i.test(word));
      return path?.replaceAll('\\', '/').replace(/^\/+/, '') ?? [];
    }),
  resolve: fileAround,
};

export const make: ImportRules = {
  find: (root) =>
    nodesOf(root, 'include_directive')
      .flatMap((node) => childrenOf(node.childForFieldName('filenames')))
      .flatMap((name) => name.text.replace(/^\$\([^()]*\)\/?/, ''))
      .filter((name) => !name.includes('$')),
  resolve: (specifier, from, files) => fromFolderAbove(from, specifier, files),
};

/** A module is a folder. */
export const hcl: ImportRules = {
  find: (root) => nodesOf(root, 'block').flatMap(moduleSource),
  resolve(specifier, from, files) {
    const folder = /^\.\.?(?:\/|$)/.test(specifier) ? beside(from, specifier) : undefined;
    return folder === undefined ? [] : files.filesIn(folder).filter((path) => path.endsWith('.tf'));
  },
};

function moduleSource(block: Node): string[] {
  const parts = childrenOf(block);
  if (parts[0]?.text !== 'module') return [];
  const attributes = childrenOf(parts.find(({ type }) => type === 'body'));
  const source = attributes.find((attribute) => attribute.namedChild(0)?.text === 'source');
  return literalsOf([source?.namedChild(1)]);
}

/** `(require 'feature)`, which is in a file of that name. */
export const elisp: ImportRules = {
  find: (root) =>
    nodesAt(root, /\(\s*(?:require|load|load-file)(?=\s)/g, 'list').flatMap((list) => {
      const written = list.namedChild(1)?.text ?? '';
      const [, quoted, string] = /^(?:'(.+)|"([^"\\]+)")$/.exec(written) ?? [];
      return quoted ?? string ?? [];
    }),
  resolve: (specifier, from, files) =>
    nearest(from, files.endingWith(specifier.endsWith('.el') ? specifier : `${specifier}.el`)),
};
