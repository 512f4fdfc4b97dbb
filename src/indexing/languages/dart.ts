import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, named, titled } from './nodes.ts';

const signatures = [
  'function_signature',
  'getter_signature',
  'setter_signature',
  'operator_signature',
  'constructor_signature',
  'constant_constructor_signature',
  'factory_constructor_signature',
];

/** A body is beside its signature in the grammar's tree, not inside. */
export const dart: LanguageRules = {
  version: 1,
  definitions: {
    class_definition: 'class',
    enum_declaration: 'enum',
    extension_declaration: 'class',
    function_signature: 'function',
    getter_signature: 'function',
    setter_signature: 'function',
  },
  wrappers: {
    method_signature: signatures,
    declaration: [...signatures, 'static_final_declaration_list'],
    static_final_declaration_list: ['*'],
  },
  leading: ['comment', 'documentation_comment', 'annotation'],
  names: `
    [(identifier) (type_identifier)] @use
    (unconditional_assignable_selector (identifier) @member)
    (conditional_assignable_selector (identifier) @member)
    (initialized_variable_definition name: (identifier) @local)
    (initialized_identifier . (identifier) @local)
    (formal_parameter name: (identifier) @local)
    (formal_parameter . (identifier) @local .)
    (for_loop_parts name: (identifier) @local)
    (catch_parameters (identifier) @local)
    (type_parameter (type_identifier) @local)
    (label (identifier) @declared)
    (class_definition name: (identifier) @declared)
    (mixin_declaration (identifier) @declared)
    (enum_declaration name: (identifier) @declared)
    (enum_constant name: (identifier) @declared)
    (extension_declaration name: (identifier) @declared)
    (type_alias . (type_identifier) @declared)
    (function_signature name: (identifier) @declared)
    (getter_signature name: (identifier) @declared)
    (setter_signature name: (identifier) @declared)
    (constructor_signature name: (identifier) @declared)
    (static_final_declaration . (identifier) @declared)
  `,
  trailing: ['function_body'],
  isExport: (node) => node.type === 'import_or_export' && childOf(node, 'library_export') !== undefined,
  imports: ['import_or_export', 'library_name', 'part_directive', 'part_of_directive'],
  other: definitionOf,
};

function definitionOf(node: Node): Definition | undefined {
  switch (node.type) {
    case 'mixin_declaration':
      return named(childOf(node, 'identifier'), 'class');
    case 'type_alias':
      return named(childOf(node, 'type_identifier'), 'type');
    case 'static_final_declaration':
      return named(childOf(node, 'identifier'), 'constant');
    case 'constructor_signature':
    case 'constant_constructor_signature':
    case 'factory_constructor_signature':
      return named(node.namedChildren.filter((child) => child?.type === 'identifier').at(-1), 'function');
    case 'expression_statement':
      return testOf(node);
    default:
      return undefined;
  }
}

function testOf(statement: Node): Definition | undefined {
  const isTest = /^(?:test|testWidgets|group)$/.test(statement.namedChild(0)?.text ?? '');
  const [title] = isTest ? statement.descendantsOfType('string_literal') : [];
  return title ? titled(title.text) : undefined;
}
