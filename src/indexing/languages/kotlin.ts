import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, hasWord, named } from './nodes.ts';

export const kotlin: LanguageRules = {
  version: 1,
  wrappers: { companion_object: ['class_body'], class_body: ['*'] },
  leading: ['line_comment', 'multiline_comment'],
  names: `
    [(simple_identifier) (type_identifier)] @use
    (navigation_suffix (simple_identifier) @member)
    (variable_declaration (simple_identifier) @local)
    (parameter (simple_identifier) @local)
    (class_parameter (simple_identifier) @local)
    (catch_block (simple_identifier) @local)
    (type_parameter (type_identifier) @local)
    (package_header (identifier (simple_identifier) @declared))
    (import_header (identifier (simple_identifier) @declared))
    (import_header (identifier (simple_identifier) @member .))
    (value_argument . (simple_identifier) @declared "=")
    (function_declaration (simple_identifier) @declared)
    (class_declaration (type_identifier) @declared)
    (object_declaration (type_identifier) @declared)
    (type_alias (type_identifier) @declared)
    (enum_entry (simple_identifier) @declared)
  `,
  imports: ['package_header', 'import_list', 'import_header'],
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
