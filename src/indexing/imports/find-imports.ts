import type { Node } from 'web-tree-sitter';
import { importRulesOf } from './rules.ts';

/** Longer ones are data. */
const longest = 300;

/**
 * What a file imports, in the form that `resolveImport` reads; each once, in order. What is computed at run time is left
 * out.
 * @param root The root of the syntax tree.
 */
export function findImports(language: string, root: Node): string[] {
  const found = importRulesOf(language)?.find(root) ?? [];
  return [...new Set(found)].filter((specifier) => specifier !== '' && specifier.length <= longest);
}
