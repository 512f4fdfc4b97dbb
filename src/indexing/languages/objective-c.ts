import type { Node } from 'web-tree-sitter';
import { cFamily } from './c-family.ts';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, named } from './nodes.ts';

export const objectiveC: LanguageRules = {
  ...cFamily,
  wrappers: { ...cFamily.wrappers, implementation_definition: ['*'] },
  other: (node) => ownDefinition(node) ?? cFamily.other?.(node),
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
