import type { Node } from 'web-tree-sitter';
import { parse } from '../../syntax/parse.ts';
import { offThread } from '../../threads/off-thread.ts';

/** A place where a name stands in code, not in a string or a comment. */
export interface NameToken {
  readonly start: number;
  /**
   * `own`: of the object itself, as `this.x`; `member`: of something else; `key`: of an entry or a named argument;
   * `declared`: a parameter, a variable, an import; `plain`: anything else.
   */
  readonly role: 'own' | 'member' | 'key' | 'declared' | 'plain';
}

export const findNameTokens = offThread(import.meta.url, findNameTokensIn);

/** All places of a name in a text; undefined without a grammar. */
export function findNameTokensIn(language: string, text: string, name: string): Promise<NameToken[] | undefined> {
  return parse(language, text, (root) => {
    const found: NameToken[] = [];
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
      const node = root.descendantForIndex(at, at + name.length);
      if (node === null || node.childCount > 0 || node.startIndex !== at || node.text !== name) continue;
      if (!/string|comment|text|content/.test(node.type)) found.push({ start: at, role: roleOf(node) });
    }
    return found;
  });
}

const members =
  /^(?:member_expression|attribute|field_expression|selector_expression|field_access|member_access_expression|scoped_identifier|qualified_identifier|navigation_suffix|member_call_expression|scoped_call_expression|method_invocation|call|dot|method_index_expression|dot_index_expression)$/;
const keys =
  /^(?:pair|keyword_argument|named_argument|field_initializer|keyed_element|labeled_|value_argument_label|argument$|literal_element|hash)/;
const declaring =
  /param|declarat|pattern|^assignment|for_|in_clause|import|alias|catch|lambda|let_|named_expression|_spec$|capture|binding/;

function roleOf(node: Node): NameToken['role'] {
  const { parent } = node;
  if (parent === null) return 'plain';
  if (/shorthand/.test(node.type) || /shorthand/.test(parent.type)) return 'declared';
  const before = node.previousSibling;
  if (members.test(parent.type) && before !== null && /^(?:\.|->|::|\?\.|:)$/.test(before.type)) {
    const [object] = parent.children;
    return /^(?:this|self|cls|super|super\(\)|\$this)$/.test(object?.text ?? '') ? 'own' : 'member';
  }
  const isFirst = before === null || /^(?:\*|&|mut|final|const|let|var)$/.test(before.type);
  if (keys.test(parent.type) && isFirst && node.nextSibling !== null) return 'key';
  const field = fieldOf(node, parent);
  const isTarget = /^(?:name|left|pattern|alias|declarator|parameter|parameters)?$/.test(field);
  return declaring.test(parent.type) && isTarget ? 'declared' : 'plain';
}

function fieldOf(node: Node, parent: Node): string {
  const index = parent.children.findIndex((child) => child?.id === node.id);
  return parent.fieldNameForChild(index) ?? '';
}
