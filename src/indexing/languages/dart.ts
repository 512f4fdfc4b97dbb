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
  trailing: ['function_body'],
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
