import type { Node } from 'web-tree-sitter';
import type { TestDefinition, TestRules } from '../test-rules.ts';
import { headOf, nameOf } from './nodes.ts';

/** XCTest, and Nimble's matchers. The grammar knows no macros, so `#expect` of Swift Testing cannot be seen. */
export const swift: TestRules = {
  definitions: new Set(['function_declaration', 'class_declaration']),
  define,
  calls: new Set(['call_expression']),
  arguments: new Set(['call_suffix']),
  chains: new Set(['navigation_expression', 'call_expression']),
  chainStart: /^expect$/,
  assertion:
    /(?:^|\.)(?:XCT(?!Skip|Context|Measure)\w+|assert\w*|verify\w*|check\w*|expect\w+|fulfill|wait|waitForExpectations)$/,
  skipCall: /^(?:XCTSkip\w*|XCTExpectFailure)\(/,
  skipHead: /@available\(\*, unavailable|\.disabled\(/,
  literals: new Set([
    'line_string_literal',
    'multi_line_string_literal',
    'integer_literal',
    'real_literal',
    'boolean_literal',
    'nil',
  ]),
  comments: new Set(['comment', 'multiline_comment']),
  exits: new Set(['control_transfer_statement']),
  tries: new Set(['do_statement']),
  namedFunctions: new Set(['function_declaration']),
  namedFunction: nameOf,
};

function define(node: Node): TestDefinition {
  const title = nameOf(node);
  if (node.type === 'class_declaration') return { kind: 'group', title };
  const isTest = /^test/.test(title) || /@Test\b/.test(headOf(node, 'function_body'));
  return { kind: isTest ? 'test' : 'helper', title };
}
