import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, hasWord, named } from './nodes.ts';

export const java: LanguageRules = {
  version: 1,
  definitions: {
    class_declaration: 'class',
    record_declaration: 'class',
    interface_declaration: 'interface',
    annotation_type_declaration: 'interface',
    enum_declaration: 'enum',
    method_declaration: 'function',
    constructor_declaration: 'function',
    compact_constructor_declaration: 'function',
  },
  wrappers: { enum_body_declarations: ['*'] },
  leading: ['line_comment', 'block_comment'],
  names: `
    [(identifier) (type_identifier)] @use
    (method_invocation name: (identifier) @member)
    (field_access field: (identifier) @member)
    (method_reference (_) (identifier) @member)
    (variable_declarator name: (identifier) @local)
    (formal_parameter name: (identifier) @local)
    (catch_formal_parameter name: (identifier) @local)
    (enhanced_for_statement name: (identifier) @local)
    (instanceof_expression name: (identifier) @local)
    (resource name: (identifier) @local)
    (lambda_expression parameters: (identifier) @local)
    (inferred_parameters (identifier) @local)
    (type_parameter (type_identifier) @local)
    (scoped_identifier scope: (identifier) @declared)
    (scoped_identifier scope: (scoped_identifier name: (identifier) @declared))
    (import_declaration "static" (scoped_identifier scope: (scoped_identifier name: (identifier) @member)))
    (package_declaration (identifier) @declared)
    (package_declaration (_ name: (identifier) @declared))
    (element_value_pair key: (identifier) @declared)
    (class_declaration name: (identifier) @declared)
    (record_declaration name: (identifier) @declared)
    (interface_declaration name: (identifier) @declared)
    (annotation_type_declaration name: (identifier) @declared)
    (annotation_type_element_declaration name: (identifier) @declared)
    (enum_declaration name: (identifier) @declared)
    (enum_constant name: (identifier) @declared)
    (method_declaration name: (identifier) @declared)
    (constructor_declaration name: (identifier) @declared)
    (compact_constructor_declaration name: (identifier) @declared)
  `,
  imports: ['package_declaration', 'import_declaration'],
  other: constant,
};

function constant(node: Node): Definition | undefined {
  if (node.type !== 'field_declaration' && node.type !== 'constant_declaration') return undefined;
  const modifiers = childOf(node, 'modifiers');
  const isConstant =
    node.type === 'constant_declaration' ||
    (modifiers !== undefined && hasWord(modifiers, 'static') && hasWord(modifiers, 'final'));
  return isConstant ? named(node.childForFieldName('declarator')?.childForFieldName('name'), 'constant') : undefined;
}
