import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { dotted, named } from './nodes.ts';

export const php: LanguageRules = {
  version: 1,
  definitions: {
    class_declaration: 'class',
    trait_declaration: 'class',
    interface_declaration: 'interface',
    enum_declaration: 'enum',
    function_definition: 'function',
    method_declaration: 'function',
  },
  wrappers: { const_declaration: ['const_element'] },
  leading: ['comment', 'attribute_list'],
  names: `
    (name) @use
    (variable_name (name) @declared)
    (namespace_name (name) @declared)
    (argument name: (name) @declared)
    (class_declaration name: (name) @declared)
    (trait_declaration name: (name) @declared)
    (interface_declaration name: (name) @declared)
    (enum_declaration name: (name) @declared)
    (enum_case name: (name) @declared)
    (function_definition name: (name) @declared)
    (method_declaration name: (name) @declared)
    (const_element (name) @declared)
  `,
  imports: ['namespace_use_declaration'],
  other: definitionOf,
};

function definitionOf(node: Node): Definition | undefined {
  if (node.type === 'const_element') return named(node.namedChild(0), 'constant');
  // Without a body it is a line at the top that holds for the whole file.
  if (node.type !== 'namespace_definition' || node.childForFieldName('body') === null) return undefined;
  const name = node.childForFieldName('name');
  return name ? { name: dotted(name.text), kind: 'module' } : undefined;
}
