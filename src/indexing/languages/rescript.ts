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
