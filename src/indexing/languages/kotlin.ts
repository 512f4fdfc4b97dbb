import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, hasWord, named } from './nodes.ts';

export const kotlin: LanguageRules = {
  version: 1,
  wrappers: { companion_object: ['class_body'], class_body: ['*'] },
  leading: ['line_comment', 'multiline_comment'],
  imports: ['import_list', 'import_header'],
  other: definitionOf,
};

function definitionOf(node: Node): Definition | undefined {
  switch (node.type) {
    case 'class_declaration': {
      const kind = hasWord(node, 'interface') ? 'interface' : hasWord(node, 'enum') ? 'enum' : 'class';
      return named(childOf(node, 'type_identifier'), kind);
    }
    case 'object_declaration':
      return named(childOf(node, 'type_identifier'), 'class');
    case 'type_alias':
      return named(childOf(node, 'type_identifier'), 'type');
    case 'secondary_constructor':
      return { name: 'constructor', kind: 'function' };
    case 'function_declaration':
      return functionOf(node);
    case 'property_declaration':
      return constantOf(node);
    default:
      return undefined;
  }
}

/** `fun Cart.gross()` is `Cart.gross`: the receiver stands before the name. */
function functionOf(node: Node): Definition | undefined {
  const name = childOf(node, 'simple_identifier')?.text.replaceAll('`', '');
  if (name === undefined) return undefined;
  const first = childOf(node, 'user_type', 'simple_identifier');
  const receiver = first?.type === 'user_type' ? childOf(first, 'type_identifier')?.text : undefined;
  return { name: receiver === undefined ? name : `${receiver}.${name}`, kind: 'function' };
}

function constantOf(node: Node): Definition | undefined {
  const declared = childOf(node, 'variable_declaration');
  const name = declared && childOf(declared, 'simple_identifier');
  return name && /^[A-Z][A-Z0-9_]*$/.test(name.text) ? named(name, 'constant') : undefined;
}
