import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, named, titled } from './nodes.ts';

export const rescript: LanguageRules = {
  version: 1,
  definitions: { type_binding: 'type', module_binding: 'module' },
  wrappers: {
    let_declaration: ['let_binding'],
    type_declaration: ['type_binding'],
    module_declaration: ['module_binding'],
    expression_statement: ['call_expression'],
  },
  leading: ['comment', 'decorator'],
  names: `
    [(value_identifier) (type_identifier) (module_identifier) (variant_identifier)] @use
    (value_identifier_path (value_identifier) @member)
    (member_expression property: (property_identifier) @member)
    (let_binding pattern: (value_identifier) @local)
    (parameter (value_identifier) @local)
    (labeled_parameter (value_identifier) @local)
    (function parameter: (value_identifier) @local)
    (record_pattern (value_identifier) @local)
    (labeled_argument label: (value_identifier) @declared)
    (type_binding name: (type_identifier) @declared)
    (variant_declaration (variant_identifier) @declared)
    (module_binding name: (module_identifier) @declared)
    (exception_declaration (variant_identifier) @declared)
    (external_declaration (value_identifier) @declared)
  `,
  imports: ['open_statement', 'include_statement'],
  other: definitionOf,
};

function definitionOf(node: Node): Definition | undefined {
  switch (node.type) {
    case 'let_binding': {
      const name = node.childForFieldName('pattern');
      const kind = node.childForFieldName('body')?.type === 'function' ? 'function' : 'constant';
      return name?.type === 'value_identifier' ? named(name, kind) : undefined;
    }
    case 'external_declaration':
      return named(childOf(node, 'value_identifier'), 'function');
    case 'exception_declaration':
      return named(childOf(node, 'variant_identifier'), 'type');
    case 'call_expression':
      return testOf(node);
    default:
      return undefined;
  }
}

function testOf(call: Node): Definition | undefined {
  const isTest = /^(?:describe|test|testAsync|it)$/.test(call.childForFieldName('function')?.text ?? '');
  const title = call.childForFieldName('arguments')?.namedChild(0);
  return isTest && title?.type === 'string' ? titled(title.text) : undefined;
}
