import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { dotted, named, titled } from './nodes.ts';

export const ruby: LanguageRules = {
  version: 1,
  definitions: { method: 'function', singleton_method: 'function' },
  wrappers: {
    singleton_class: ['body'],
    body_statement: ['*'],
    // `private def total`
    call: ['arguments'],
    argument_list: ['method', 'singleton_method'],
  },
  leading: ['comment'],
  names: `
    [(identifier) (constant)] @use
    (call method: (_) @member)
    (argument_list (simple_symbol) @member)
    (assignment left: (identifier) @local)
    (operator_assignment left: (identifier) @local)
    (left_assignment_list (identifier) @local)
    (method_parameters (identifier) @local)
    (block_parameters (identifier) @local)
    (lambda_parameters (identifier) @local)
    (destructured_parameter (identifier) @local)
    (optional_parameter name: (identifier) @local)
    (keyword_parameter name: (identifier) @local)
    (splat_parameter name: (identifier) @local)
    (hash_splat_parameter name: (identifier) @local)
    (block_parameter name: (identifier) @local)
    (exception_variable (identifier) @local)
    (for pattern: (identifier) @local)
    (method name: (_) @declared)
    (singleton_method name: (_) @declared)
    (alias name: (_) @declared)
    (class name: (constant) @declared)
    (class name: (scope_resolution name: (constant) @declared))
    (module name: (constant) @declared)
    (module name: (scope_resolution name: (constant) @declared))
    (assignment left: (constant) @declared)
  `,
  isImport: (node) => node.type === 'call' && /^(?:require|require_relative|autoload|load)$/.test(method(node)),
  other: definitionOf,
};

function definitionOf(node: Node): Definition | undefined {
  switch (node.type) {
    case 'module':
    case 'class': {
      const name = node.childForFieldName('name');
      return name ? { name: dotted(name.text), kind: node.type } : undefined;
    }
    case 'assignment': {
      const left = node.childForFieldName('left');
      return left?.type === 'constant' ? named(left, 'constant') : undefined;
    }
    case 'call':
      return testOf(node);
    default:
      return undefined;
  }
}

/** RSpec and Minitest::Spec, and Rails' `test '…' do`. */
function testOf(node: Node): Definition | undefined {
  const isTest = /^(?:describe|context|feature|it|specify|scenario|test)$/.test(method(node));
  const subject = node.childForFieldName('arguments')?.namedChild(0);
  return isTest && subject && node.childForFieldName('block') ? titled(dotted(subject.text)) : undefined;
}

function method(call: Node): string {
  return call.childForFieldName('method')?.text ?? '';
}
