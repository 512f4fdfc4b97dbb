import { type Language, type Node, Query } from 'web-tree-sitter';

/** A name in code. What it does there is what the captures of `LanguageRules.names` say. */
export interface FoundName {
  readonly name: string;
  /** From 0. */
  readonly row: number;
  readonly role: 'use' | 'member' | 'local';
}

/**
 * In nodes; what is deeper has no names. Each node is held against the patterns that wait for a later child of a node
 * around it, so that without a limit the time is quadratic in the depth: a chain of 30,000 calls takes 75 s.
 */
const deepest = 400;
/** In microseconds. 100,000 brackets that close nothing take longer; code of 1 MB takes a fifth of it. */
const timeLimit = 2_000_000;
/** In characters: longer ones are data. */
const longestName = 80;

const queries = new WeakMap<Language, Query>();

/** The names that `query` captures in a tree, in order, without those that are declared. `text` is what was parsed. */
export function findNames(root: Node, text: string, query: string | undefined): FoundName[] {
  if (query === undefined) return [];
  const captures = queryOf(root.tree.language, query).captures(root, {
    maxStartDepth: deepest,
    timeoutMicros: timeLimit,
  });
  const found: FoundName[] = [];
  captures.forEach(({ node, name: role }, index) => {
    // Captures of one node follow each other in the order of their patterns, and the last decides.
    if (captures[index + 1]?.node.startIndex === node.startIndex || !isRole(role)) return;
    const name = plainName(text.slice(node.startIndex, node.endIndex));
    if (isName(name)) found.push({ name, row: node.startPosition.row, role });
  });
  return found;
}

function isRole(role: string): role is FoundName['role'] {
  return role === 'use' || role === 'member' || role === 'local';
}

/** Ruby's `:total` names a method, and Elixir's `Shop.Cart` goes by its last part. */
function plainName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
}

/** One small letter is a variable of a loop or of a type: nobody looks for it. */
function isName(name: string): boolean {
  return name.length > 1 ? name.length <= longestName : name !== name.toLowerCase();
}

function queryOf(language: Language, source: string): Query {
  const query = queries.get(language) ?? new Query(language, source);
  queries.set(language, query);
  return query;
}
