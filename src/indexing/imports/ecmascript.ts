import { posix } from 'node:path';
import type { Node } from 'web-tree-sitter';
import { firstFile, firstFound, unique } from './choose.ts';
import type { ImportRules } from './import-rules.ts';
import { beside, folderOf, foldersAbove, inside } from './paths.ts';
import type { RepositoryFiles } from './repository-files.ts';
import { childrenOf, literalsOf, nodesAt } from './tree.ts';

/** TypeScript, TSX and JavaScript, and what holds their scripts. */
export const ecmascript: ImportRules = { find, resolve };

const keyword = /\b(?:from|import|require)(?=\s*(?:\(\s*(?:\/\*[^*]*\*\/\s*)?)?["'`])/g;

function find(root: Node): string[] {
  const statements = ['import_statement', 'export_statement', 'import_require_clause'];
  const found = nodesAt(root, keyword, 'call_expression', ...statements);
  return literalsOf(
    found.map((node) =>
      node.type === 'call_expression'
        ? childrenOf(node.childForFieldName('arguments')).find(({ type }) => type !== 'comment')
        : node.childForFieldName('source'),
    ),
  );
}

/** Relative paths, aliases of a source folder, packages of a workspace by their folder. */
function resolve(written: string, from: string, files: RepositoryFiles): readonly string[] {
  const specifier = written.replace(/(?<=.)[?#].*$/, '');
  if (/^\.\.?(?:\/|$)/.test(specifier)) return moduleAt(beside(from, specifier), files);
  const above = foldersAbove(from);
  if (specifier.startsWith('/')) return inAny(above, ['', 'public', 'static'], specifier.slice(1), files);
  const alias = /^(?:@|~|~~|@@|#)\/(.+)$/.exec(specifier)?.[1] ?? /^#(.+)$/.exec(specifier)?.[1];
  if (alias !== undefined) return inAny(above, ['src', '', 'app'], alias, files);
  if (specifier.startsWith('$lib/')) return inAny(above, ['src'], specifier.slice(1), files);
  return firstFound([packageOf, atBase], (choose) => choose(specifier, above, files));
}

function inAny(above: readonly string[], roots: readonly string[], path: string, files: RepositoryFiles) {
  return firstFound(above, (folder) => firstFound(roots, (root) => moduleAt(posix.join(folder, root, path), files)));
}

/** `@scope/name/sub` and `name/sub`, where one folder of that name holds a package. */
function packageOf(specifier: string, _above: readonly string[], files: RepositoryFiles): readonly string[] {
  const [, scope, name = '', rest = ''] = /^(@[\w.-]+\/)?([\w.-]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  if (name === '') return [];
  const folders = files.foldersEndingWith(name).filter((folder) => files.has(inside(folder, 'package.json')));
  const [folder] = unique(folders.filter((one) => scope !== undefined || /(?:^|\/)packages\/[^/]+$/.test(one)));
  if (folder === undefined) return [];
  const places = rest === '' ? ['src/index', 'index', 'lib/index', 'src/main'] : [rest, `src/${rest}`, `lib/${rest}`];
  return firstFound(places, (place) => moduleAt(inside(folder, place), files));
}

/** `src/a/b`: counted from a folder that the compiler is told of (`baseUrl`). */
function atBase(specifier: string, above: readonly string[], files: RepositoryFiles): readonly string[] {
  return specifier.includes('/') && !specifier.startsWith('@') ? inAny(above, [''], specifier, files) : [];
}

const extensions = 'ts tsx d.ts mts cts js jsx mjs cjs json vue svelte css scss'.split(' ');
/** What a compiled file's name may stand for. */
const sources: Readonly<Record<string, readonly string[]>> = {
  js: ['ts', 'tsx', 'd.ts', 'jsx'],
  jsx: ['tsx'],
  mjs: ['mts', 'd.mts'],
  cjs: ['cts', 'd.cts'],
};

function moduleAt(base: string | undefined, files: RepositoryFiles): string[] {
  if (base === undefined) return [];
  if (files.has(base)) return [base];
  const [, stem = '', extension = ''] = /^(.+)\.([cm]?jsx?)$/.exec(base) ?? [];
  const compiled = (sources[extension] ?? []).map((source) => `${stem}.${source}`);
  // A name with a dot may still lack its extension: `./user.service`.
  const guessed = files.hasFolder(folderOf(base)) ? extensions.map((one) => `${base}.${one}`) : [];
  const index = files.hasFolder(base) ? extensions.map((one) => inside(base, `index.${one}`)) : [];
  return firstFile(files, [...compiled, ...guessed, ...index]);
}
