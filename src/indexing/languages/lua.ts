import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { dotted, titled } from './nodes.ts';

export const lua: LanguageRules = {
  version: 1,
  leading: ['comment'],
  names: `
    (identifier) @use
    (dot_index_expression field: (identifier) @member)
    (method_index_expression method: (identifier) @member)
    (parameters name: (identifier) @local)
    (variable_list name: (identifier) @local)
    (for_numeric_clause name: (identifier) @local)
    (field name: (identifier) @declared)
    (function_declaration name: (identifier) @declared)
    (function_declaration name: (dot_index_expression field: (identifier) @declared))
    (function_declaration name: (method_index_expression method: (identifier) @declared))
  `,
  isImport: (node) => node.type === 'variable_declaration' && isRequire(assignment(node)?.value),
  other: definitionOf,
};

function definitionOf(node: Node): Definition | undefined {
  switch (node.type) {
    case 'function_declaration': {
      const name = node.childForFieldName('name');
      const kind = name?.type === 'method_index_expression' ? 'method' : 'function';
      return name ? { name: dotted(name.text), kind } : undefined;
    }
    case 'assignment_statement':
    case 'variable_declaration':
      return assignedOf(node);
    case 'function_call':
      return testOf(node);
    default:
      return undefined;
  }
}

/** `local` names are constants unless they are functions or modules; other assignments only define functions. */
function assignedOf(node: Node): Definition | undefined {
  const { name, value } = assignment(node) ?? {};
  if (name === undefined || isRequire(value)) return undefined;
  if (value?.type === 'function_definition') return { name: dotted(name.text), kind: 'function' };
  return node.type === 'variable_declaration' && value ? { name: name.text, kind: 'constant' } : undefined;
}

function assignment(node: Node): { readonly name: Node; readonly value: Node | undefined } | undefined {
  const statement = node.type === 'variable_declaration' ? node.namedChild(0) : node;
  const name = statement?.namedChild(0)?.namedChild(0);
  return name ? { name, value: statement?.namedChild(1)?.namedChild(0) ?? undefined } : undefined;
}

function isRequire(value: Node | undefined): boolean {
  return value?.type === 'function_call' && value.childForFieldName('name')?.text === 'require';
}

/** busted. */
function testOf(call: Node): Definition | undefined {
  const isTest = /^(?:describe|context|it|test)$/.test(call.childForFieldName('name')?.text ?? '');
  const title = call.childForFieldName('arguments')?.namedChild(0);
  return isTest && title?.type === 'string' ? titled(title.text) : undefined;
}
