import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { named, titled } from './nodes.ts';

export const scala: LanguageRules = {
  version: 2,
  definitions: {
    class_definition: 'class',
    object_definition: 'class',
    package_object: 'class',
    trait_definition: 'interface',
    enum_definition: 'enum',
    type_definition: 'type',
    function_definition: 'function',
    function_declaration: 'function',
  },
  leading: ['comment', 'block_comment', 'annotation'],
  names: `
    [(identifier) (type_identifier)] @use
    (field_expression field: (identifier) @member)
    (infix_expression operator: (identifier) @member)
    (parameter name: (identifier) @local)
    (class_parameter name: (identifier) @local)
    (binding name: (identifier) @local)
    (lambda_expression parameters: (identifier) @local)
    (val_definition pattern: (identifier) @local)
    (var_definition pattern: (identifier) @local)
    (tuple_pattern (identifier) @local)
    (case_clause pattern: (identifier) @local)
    (case_class_pattern pattern: (identifier) @local)
    (typed_pattern pattern: (identifier) @local)
    (enumerator . (identifier) @local)
    (type_parameters name: (identifier) @local)
    (package_identifier (identifier) @declared)
    (import_declaration path: (identifier) @declared)
    (import_declaration path: (identifier) @member .)
    (arguments (assignment_expression left: (identifier) @declared))
    (class_definition name: (identifier) @declared)
    (object_definition name: (identifier) @declared)
    (package_object name: (identifier) @declared)
    (trait_definition name: (identifier) @declared)
    (enum_definition name: (identifier) @declared)
    (simple_enum_case name: (identifier) @declared)
    (full_enum_case name: (identifier) @declared)
    (type_definition name: (type_identifier) @declared)
    (function_definition name: (identifier) @declared)
    (function_declaration name: (identifier) @declared)
  `,
  imports: ['import_declaration'],
  other: definitionOf,
};

/** By convention constants begin with a capital: the other values of a class are its fields. */
function definitionOf(node: Node): Definition | undefined {
  if (node.type === 'val_definition') {
    const name = node.childForFieldName('pattern');
    return name?.type === 'identifier' && /^[A-Z]/.test(name.text) ? named(name, 'constant') : undefined;
  }
  return node.type === 'call_expression' ? testOf(node) : undefined;
}

/** ScalaTest and MUnit: `test("…") { … }`. */
function testOf(call: Node): Definition | undefined {
  const isTest = /^(?:test|it|describe|feature|scenario)$/.test(call.childForFieldName('function')?.text ?? '');
  const title = call.childForFieldName('arguments')?.namedChild(0);
  return isTest && title?.type === 'string' ? titled(title.text) : undefined;
}
