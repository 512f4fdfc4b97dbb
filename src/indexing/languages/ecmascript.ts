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

/** TypeScript, TSX and JavaScript: their grammars share the names of nodes. */
export const ecmascript: LanguageRules = {
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
  other: (node) => (node.type === 'call_expression' ? testOf(node) : assignedDefinition(node)),
};

const functions = new Set(['arrow_function', 'function_expression', 'generator_function']);

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
