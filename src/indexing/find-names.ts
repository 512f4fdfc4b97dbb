import type { Language, Node } from 'web-tree-sitter';
import { listNodes } from '../syntax/list-nodes.ts';
import { matchNames } from './match-names.ts';
import { type NameQuery, readNameQuery } from './name-query.ts';

/** A name in code. What it does there is what the captures of `LanguageRules.names` say. */
export interface FoundName {
  readonly name: string;
  /** From 0. */
  readonly row: number;
  readonly role: 'use' | 'member' | 'local';
}

/** In characters: longer ones are data. */
const longestName = 80;

const queries = new WeakMap<Language, NameQuery>();

/** The names that `query` captures in a tree, in order, without those that are declared. `text` is what was parsed. */
export function findNames(root: Node, text: string, query: string | undefined): FoundName[] {
  if (query === undefined) return [];
  const nodes = listNodes(root);
  const found: FoundName[] = [];
  matchNames(nodes, queryOf(root.tree.language, query), text, (node, role) => {
    if (!isRole(role)) return;
    const name = plainName(text.slice(nodes.starts[node], nodes.ends[node]));
    if (isName(name)) found.push({ name, row: nodes.rows[node] ?? 0, role });
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

function queryOf(language: Language, source: string): NameQuery {
  const query = queries.get(language) ?? readNameQuery(source, language);
  queries.set(language, query);
  return query;
}
