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
