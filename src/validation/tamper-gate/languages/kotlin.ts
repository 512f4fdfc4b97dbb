import type { Node } from 'web-tree-sitter';
import type { TestDefinition, TestRules } from '../test-rules.ts';
import { jvm, rowsOfAnnotations } from './jvm.ts';
import { headOf, nameOf } from './nodes.ts';

/** JUnit, kotlin.test and Kotest's matchers. */
export const kotlin: TestRules = {
  ...jvm,
  definitions: new Set(['function_declaration', 'class_declaration', 'object_declaration']),
  define,
  calls: new Set(['call_expression']),
  arguments: new Set(['call_suffix']),
  chains: new Set(['navigation_expression', 'call_expression']),
  assertionNodes: {
    infix_expression: (node) => {
      const operator = node.namedChild(1)?.text ?? '';
      return /^(?:should|isEqualTo)/.test(operator) ? operator : undefined;
    },
  },
  literals: new Set([
    'string_literal',
    'integer_literal',
    'long_literal',
    'real_literal',
    'boolean_literal',
    'null_literal',
    'character_literal',
    'hex_literal',
  ]),
  comments: new Set(['line_comment', 'multiline_comment', 'annotation', 'file_annotation']),
  exits: new Set(['jump_expression']),
  tries: new Set(['try_expression']),
  namedFunctions: new Set(['function_declaration']),
  namedFunction: nameOf,
};

function define(node: Node): TestDefinition {
  const title = nameOf(node).replaceAll('`', '');
  if (node.type !== 'function_declaration') return { kind: 'group', title };
  const head = headOf(node, 'function_body');
  const rows = rowsOfAnnotations(head);
  return {
    kind: /@(?:\w*Test|TestFactory)\b/.test(head) ? 'test' : 'helper',
    title,
    ...(rows !== undefined && { rows }),
  };
}
