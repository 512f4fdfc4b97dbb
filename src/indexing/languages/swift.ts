import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { hasWord, named } from './nodes.ts';

export const swift: LanguageRules = {
  version: 1,
  definitions: {
    protocol_declaration: 'interface',
    typealias_declaration: 'type',
    function_declaration: 'function',
    protocol_function_declaration: 'function',
  },
  leading: ['comment', 'multiline_comment', 'attribute'],
  names: `
    [(simple_identifier) (type_identifier)] @use
    (navigation_suffix suffix: (simple_identifier) @member)
    (property_declaration name: (pattern bound_identifier: (simple_identifier) @local))
    (parameter name: (simple_identifier) @local)
    (parameter external_name: (simple_identifier) @declared)
    (lambda_parameter name: (simple_identifier) @local)
    (value_argument_label (simple_identifier) @declared)
    (type_parameter (type_identifier) @local)
    (enum_entry name: (simple_identifier) @declared)
    (class_declaration name: (type_identifier) @declared)
    (protocol_declaration name: (type_identifier) @declared)
    (typealias_declaration name: (type_identifier) @declared)
    (function_declaration name: (simple_identifier) @declared)
    (protocol_function_declaration name: (simple_identifier) @declared)
  `,
  imports: ['import_declaration'],
  other: definitionOf,
};

function definitionOf(node: Node): Definition | undefined {
  switch (node.type) {
    case 'class_declaration':
      return typeOf(node);
    case 'init_declaration':
      return { name: 'init', kind: 'function' };
    case 'deinit_declaration':
      return { name: 'deinit', kind: 'function' };
    case 'property_declaration':
      return propertyOf(node);
    default:
      return undefined;
  }
}

/** The grammar calls them all classes: structures, enumerations, actors and extensions. */
function typeOf(node: Node): Definition | undefined {
  const name = node.childForFieldName('name')?.text;
  if (name === undefined) return undefined;
  if (hasWord(node, 'extension')) return { name, kind: 'class', reopens: true };
  return { name, kind: hasWord(node, 'enum') ? 'enum' : 'class' };
}

/** Computed ones are code; `let` with a value is a constant; the others are fields. */
function propertyOf(node: Node): Definition | undefined {
  const name = node.childForFieldName('name');
  if (node.childForFieldName('computed_value')) return named(name, 'function');
  const isConstant = node.namedChildren.some(
    (child) => child?.type === 'value_binding_pattern' && child.text === 'let',
  );
  return isConstant && node.childForFieldName('value') ? named(name, 'constant') : undefined;
}
