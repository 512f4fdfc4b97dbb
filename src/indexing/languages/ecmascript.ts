import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { titled } from './nodes.ts';

const definitions = {
  function_declaration: 'function',
  generator_function_declaration: 'function',
  function_signature: 'function',
  class_declaration: 'class',
  abstract_class_declaration: 'class',
  method_definition: 'method',
  interface_declaration: 'interface',
  type_alias_declaration: 'type',
  enum_declaration: 'enum',
  internal_module: 'module',
  module: 'module',
} as const;

const names = `
  [(identifier) (shorthand_property_identifier)] @use
  (member_expression property: (property_identifier) @member)
  (variable_declarator name: (identifier) @local)
  (shorthand_property_identifier_pattern) @local
  (array_pattern (identifier) @local)
  (pair_pattern value: (identifier) @local)
  (rest_pattern (identifier) @local)
  (assignment_pattern left: (identifier) @local)
  (for_in_statement left: (identifier) @local)
  (catch_clause parameter: (identifier) @local)
  (arrow_function parameter: (identifier) @local)
  (variable_declarator
    name: (identifier) @use
    . value: (call_expression . function: (identifier) @require)
    (#eq? @require "require"))
  (variable_declarator
    name: (object_pattern (shorthand_property_identifier_pattern) @use)
    . value: (call_expression . function: (identifier) @require)
    (#eq? @require "require"))
  (import_specifier alias: (identifier) @declared)
  (namespace_import (identifier) @declared)
  (function_declaration name: (identifier) @declared)
  (generator_function_declaration name: (identifier) @declared)
  (function_expression name: (identifier) @declared)
  (class_declaration name: (_) @declared)
`;

/** Elements in lower case are of HTML. */
const jsxNames = `
  (jsx_closing_element name: (identifier) @declared)
  ((jsx_opening_element name: (identifier) @declared) (#match? @declared "^[a-z]"))
  ((jsx_self_closing_element name: (identifier) @declared) (#match? @declared "^[a-z]"))
`;

/** The grammars share the names of nodes. */
const ecmascript: LanguageRules = {
  version: 2,
  definitions,
  wrappers: {
    export_statement: ['declaration', 'value'],
    ambient_declaration: [...Object.keys(definitions), 'lexical_declaration', 'variable_declaration'],
    expression_statement: ['internal_module', 'assignment_expression', 'call_expression'],
    lexical_declaration: ['variable_declarator'],
    variable_declaration: ['variable_declarator'],
  },
  leading: ['comment', 'decorator'],
  imports: ['import_statement'],
  isImport: isRequired,
  isExport,
  other: (node) => (node.type === 'call_expression' ? testOf(node) : assignedDefinition(node)),
};

export const javascript: LanguageRules = {
  ...ecmascript,
  names: `${names}${jsxNames}
    (formal_parameters (identifier) @local)
  `,
};

export const typescript: LanguageRules = {
  ...ecmascript,
  names: `${names}
    (type_identifier) @use
    (nested_type_identifier name: (type_identifier) @member)
    (required_parameter pattern: (identifier) @local)
    (optional_parameter pattern: (identifier) @local)
    (index_signature name: (identifier) @local)
    (type_parameter name: (type_identifier) @local)
    (mapped_type_clause name: (type_identifier) @local)
    (infer_type (type_identifier) @local)
    (function_signature name: (identifier) @declared)
    (class_declaration name: (type_identifier) @declared)
    (abstract_class_declaration name: (type_identifier) @declared)
    (interface_declaration name: (type_identifier) @declared)
    (type_alias_declaration name: (type_identifier) @declared)
    (enum_declaration name: (identifier) @declared)
    (internal_module name: (identifier) @declared)
  `,
};

export const tsx: LanguageRules = { ...typescript, names: `${typescript.names}${jsxNames}` };

const functions = new Set(['arrow_function', 'function_expression', 'generator_function']);

/** `export … from`, `export { … }`, `export default name`, and `module.exports` of names or of an object. */
function isExport(node: Node): boolean {
  if (node.type === 'export_statement') {
    const value = node.childForFieldName('value');
    return node.childForFieldName('declaration') === null && (value === null || value.type === 'identifier');
  }
  const assignment = node.type === 'expression_statement' ? node.namedChild(0) : null;
  if (assignment?.type !== 'assignment_expression') return false;
  const isModule = /^(?:module\.)?exports$/.test(assignment.childForFieldName('left')?.text ?? '');
  const value = assignment.childForFieldName('right');
  return (
    isModule && (value?.type === 'identifier' || (value?.type === 'object' && value.namedChildren.every(passesOn)))
  );
}

const passedOn = new Set(['identifier', 'member_expression', 'call_expression']);

function passesOn(property: Node | null): boolean {
  if (property?.type !== 'pair') return property?.type !== 'method_definition';
  return passedOn.has(property.childForFieldName('value')?.type ?? '');
}

/** `const fs = require('fs')` */
function isRequired(node: Node): boolean {
  const isDeclaration = node.type === 'lexical_declaration' || node.type === 'variable_declaration';
  return isDeclaration && isRequire(node.namedChild(0)?.childForFieldName('value') ?? null);
}

/** `const f = () => …`, `exports.f = function …`, `f = () => …` in a class, `f: () => …` in an object. */
function assignedDefinition(node: Node): Definition | undefined {
  switch (node.type) {
    case 'variable_declarator':
      return assigned(node.childForFieldName('name'), node.childForFieldName('value'), 'constant');
    case 'assignment_expression':
      return assigned(node.childForFieldName('left'), node.childForFieldName('right'), undefined);
    case 'public_field_definition':
    case 'field_definition':
      return assigned(
        node.childForFieldName('name') ?? node.childForFieldName('property'),
        node.childForFieldName('value'),
        undefined,
      );
    case 'pair':
      return assigned(node.childForFieldName('key'), node.childForFieldName('value'), undefined);
    default:
      return undefined;
  }
}

const nameTypes = new Set(['identifier', 'property_identifier', 'private_property_identifier', 'member_expression']);

function assigned(name: Node | null, value: Node | null, otherwise: 'constant' | undefined): Definition | undefined {
  if (name === null || !nameTypes.has(name.type) || isRequire(value)) return undefined;
  const kind = valueKind(value) ?? otherwise;
  return kind === undefined ? undefined : { name: name.text, kind };
}

function isRequire(value: Node | null): boolean {
  return value?.type === 'call_expression' && value.childForFieldName('function')?.text === 'require';
}

function valueKind(value: Node | null): 'function' | 'class' | undefined {
  if (value === null) return undefined;
  if (functions.has(value.type)) return 'function';
  return value.type === 'class' ? 'class' : undefined;
}

/** `describe('…', …)`, `test.each(…)('…', …)` and their kin. */
function testOf(call: Node): Definition | undefined {
  let callee = call.childForFieldName('function');
  while (callee?.type === 'call_expression') callee = callee.childForFieldName('function');
  const isTest = /^(?:describe|suite|context|it|test)(?:\.\w+)*$/.test(callee?.text ?? '');
  const title = call.childForFieldName('arguments')?.namedChild(0);
  return isTest && (title?.type === 'string' || title?.type === 'template_string') ? titled(title.text) : undefined;
}
