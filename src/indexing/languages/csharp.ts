import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, hasWord, named } from './nodes.ts';

export const csharp: LanguageRules = {
  version: 1,
  definitions: {
    namespace_declaration: 'module',
    class_declaration: 'class',
    struct_declaration: 'class',
    record_declaration: 'class',
    interface_declaration: 'interface',
    enum_declaration: 'enum',
    delegate_declaration: 'type',
    method_declaration: 'function',
    constructor_declaration: 'function',
    local_function_statement: 'function',
    property_declaration: 'function',
    event_declaration: 'function',
  },
  wrappers: { preproc_if: ['*'], preproc_else: ['*'] },
  leading: ['comment', 'attribute_list'],
  names: `
    (identifier) @use
    (member_access_expression name: (identifier) @member)
    (member_access_expression name: (generic_name (identifier) @member))
    (member_binding_expression name: (identifier) @member)
    (variable_declarator name: (identifier) @local)
    (parameter name: (identifier) @local)
    (implicit_parameter) @local
    (foreach_statement left: (identifier) @local)
    (catch_declaration name: (identifier) @local)
    (declaration_expression name: (identifier) @local)
    (declaration_pattern name: (identifier) @local)
    (type_parameter name: (identifier) @local)
    (argument name: (identifier) @declared)
    (namespace_declaration name: (identifier) @declared)
    (namespace_declaration name: (qualified_name name: (identifier) @declared))
    (class_declaration name: (identifier) @declared)
    (struct_declaration name: (identifier) @declared)
    (record_declaration name: (identifier) @declared)
    (interface_declaration name: (identifier) @declared)
    (enum_declaration name: (identifier) @declared)
    (enum_member_declaration name: (identifier) @declared)
    (delegate_declaration name: (identifier) @declared)
    (method_declaration name: (identifier) @declared)
    (constructor_declaration name: (identifier) @declared)
    (destructor_declaration name: (identifier) @declared)
    (local_function_statement name: (identifier) @declared)
    (property_declaration name: (identifier) @declared)
    (event_declaration name: (identifier) @declared)
  `,
  imports: ['using_directive'],
  other: constant,
};

function constant(node: Node): Definition | undefined {
  if (node.type !== 'field_declaration') return undefined;
  const isConstant = hasWord(node, 'const') || (hasWord(node, 'static') && hasWord(node, 'readonly'));
  const declared = childOf(node, 'variable_declaration');
  const declarator = declared && isConstant ? childOf(declared, 'variable_declarator') : undefined;
  return named(declarator?.childForFieldName('name'), 'constant');
}
