import type { Node } from 'web-tree-sitter';
import { firstFile, nearest } from './choose.ts';
import type { ImportRules } from './import-rules.ts';
import { beside } from './paths.ts';
import type { RepositoryFiles } from './repository-files.ts';
import { childrenOf, literalOf, nodesAt } from './tree.ts';

/** `require_relative` is written with `./` in front. */
export const ruby: ImportRules = {
  find: (root) =>
    nodesAt(root, /\b(?:require(?:_relative|_dependency)?|load|autoload)(?=[\s(])/g, 'call').flatMap(specifierOf),
  resolve,
};

function specifierOf(call: Node): string[] {
  const name = call.childForFieldName('method')?.text;
  const [first, second] = childrenOf(call.childForFieldName('arguments'));
  const written = literalOf(name === 'autoload' ? second : first);
  if (written === undefined) return [];
  return [name === 'require_relative' && !written.startsWith('.') ? `./${written}` : written];
}

/** Where Ruby, Rails and their test frameworks look. */
const loadPath = /(?:^|\/)(?:lib|test|spec|app\/\w+|ext|src)\/$/;

function resolve(specifier: string, from: string, files: RepositoryFiles): readonly string[] {
  const file = specifier.endsWith('.rb') ? specifier : `${specifier}.rb`;
  if (specifier.startsWith('.')) return firstFile(files, [beside(from, file)]);
  const candidates = files.endingWith(file).filter((path) => loadPath.test(path.slice(0, -file.length)));
  return nearest(from, candidates);
}
