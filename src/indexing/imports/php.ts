import type { Node } from 'web-tree-sitter';
import { firstFile, firstFound, nearest } from './choose.ts';
import type { ImportRules } from './import-rules.ts';
import { beside } from './paths.ts';
import type { RepositoryFiles } from './repository-files.ts';
import { childrenOf, literalOf, nodesAt } from './tree.ts';

const keyword = /\b(?:use|(?:require|include)(?:_once)?)\b/gi;
const includes = ['require_expression', 'require_once_expression', 'include_expression', 'include_once_expression'];

/** Classes are written `A\B\C`, included files as paths that begin with `./`. */
export const php: ImportRules = {
  find: (root) =>
    nodesAt(root, keyword, 'namespace_use_declaration', ...includes).flatMap((node) =>
      node.type === 'namespace_use_declaration' ? usedNames(node) : includedFile(node),
    ),
  resolve: (specifier, from, files) =>
    specifier.startsWith('./') ? firstFile(files, [beside(from, specifier)]) : classFile(specifier, from, files),
};

function usedNames(declaration: Node): string[] {
  const group = declaration.childForFieldName('body');
  const prefix = group ? `${childrenOf(declaration)[0]?.text ?? ''}\\` : '';
  const clauses = childrenOf(group ?? declaration).filter(({ type }) => type === 'namespace_use_clause');
  return clauses.map((clause) => `${prefix}${childrenOf(clause)[0]?.text ?? ''}`.replace(/^\\/, ''));
}

/** `__DIR__ . '/a.php'` and `'a.php'`; PHP looks beside the file that includes it in the end. */
function includedFile(node: Node): string[] {
  let [value] = childrenOf(node);
  if (value?.type === 'parenthesized_expression') [value] = childrenOf(value);
  const isHere = value?.type === 'binary_expression' && value.childForFieldName('left')?.text === '__DIR__';
  const path = literalOf(isHere ? value?.childForFieldName('right') : value);
  return path === undefined ? [] : [`./${path.replace(/^\.?\//, '')}`];
}

/**
 * PSR-4 maps the first segments of a name to some folder, often the last of them in small letters (`App\\` → `app/`);
 * the others are folders. Two segments are enough to know a file by; one is only where just the vendor is left out.
 */
function classFile(name: string, from: string, files: RepositoryFiles): readonly string[] {
  const segments = name.split('\\');
  const rests = segments.map((_, dropped) => segments.slice(dropped));
  return firstFound(
    rests.filter((rest, dropped) => rest.length > 1 || dropped <= 1),
    ([first = '', ...others]) => {
      if (others.length === 0) return nearest(from, files.endingWith(`${first}.php`).filter(isAtRoot));
      const path = `${others.join('/')}.php`;
      return firstFound([first, first.toLowerCase()], (root) => nearest(from, files.endingWith(`${root}/${path}`)));
    },
  );
}

function isAtRoot(path: string): boolean {
  return /^(?:(?:src|lib|app)\/)?[^/]+$/.test(path);
}
