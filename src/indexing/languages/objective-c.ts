import type { Node } from 'web-tree-sitter';
import { c } from './c-family.ts';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, named } from './nodes.ts';

export const objectiveC: LanguageRules = {
  ...c,
  wrappers: { ...c.wrappers, implementation_definition: ['*'] },
  names: `${c.names}
    (message_expression method: (identifier) @member)
    (method_parameter (identifier) @local)
    (method_definition (identifier) @declared)
    (method_declaration (identifier) @declared)
    (class_interface . (identifier) @declared)
    (class_implementation . (identifier) @declared)
    (protocol_declaration . (identifier) @declared)
    (property_attribute (identifier) @declared)
  `,
  other: (node) => ownDefinition(node) ?? c.other?.(node),
};

/** A method goes by the first part of its selector: that is how people call it. */
function ownDefinition(node: Node): Definition | undefined {
  switch (node.type) {
    case 'protocol_declaration':
      return named(childOf(node, 'identifier'), 'interface');
    case 'class_interface':
    case 'class_implementation':
      return named(childOf(node, 'identifier'), 'class');
    case 'method_declaration':
    case 'method_definition':
      return named(childOf(node, 'identifier'), 'function');
    default:
      return undefined;
  }
}
