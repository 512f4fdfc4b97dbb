import type { Node } from 'web-tree-sitter';
import type { TestDefinition, TestRules } from '../test-rules.ts';
import { childOf, countOf, nameOf, titleOf } from './nodes.ts';

/** PHPUnit and Pest. */
export const php: TestRules = {
  definitions: new Set(['method_declaration', 'class_declaration', 'function_definition', 'function_call_expression']),
  define,
  attributes: new Set(['comment']),
  calls: new Set([
    'object_creation_expression',
    'member_call_expression',
    'scoped_call_expression',
    'function_call_expression',
  ]),
  arguments: new Set(['arguments']),
  chains: new Set(['member_call_expression', 'member_access_expression']),
  chainStart: /^expect$/,
  assertion: /(?:^|->|::|\\)(?:assert\w*|expect\w+|fail|verify\w*|check\w*|should\w+)$/,
  skipCall: /(?:->|::)(?:markTestSkipped|markTestIncomplete)\(/,
  skipHead: /#\[\\?[\w\\]*Requires\w*\(|@requires\b|->skip\(|->todo\(/,
  literals: new Set(['string', 'encapsed_string', 'integer', 'float', 'boolean', 'null', 'heredoc']),
  comments: new Set(['comment']),
  exits: new Set(['return_statement']),
  tries: new Set(['try_statement']),
  headAssertion: /@expectedException\s+[\w\\]+/,
  mock: /(?:->|::|^)(?:createMock|createStub|getMockBuilder|createPartialMock|createConfiguredMock|prophesize|mock|partialMock|spy)$/,
};

function define(node: Node, head: string): TestDefinition | undefined {
  if (node.type === 'class_declaration') return { kind: 'group', title: nameOf(node) };
  if (node.type === 'function_call_expression') {
    const callee = node.childForFieldName('function')?.text ?? '';
    if (!/^(?:it|test|describe)$/.test(callee)) return undefined;
    const title = titleOf(node.childForFieldName('arguments')?.namedChild(0));
    return { kind: callee === 'describe' ? 'group' : 'test', title };
  }
  const title = nameOf(node);
  const isNamed = /^test/.test(title) || /@test\b|#\[\\?(?:[\w\\]*\\)?Test\b/.test(head);
  // PHPUnit runs public methods alone.
  const isHidden = /^(?:private|protected)$/.test(childOf(node, 'visibility_modifier')?.text ?? '');
  const isTest = isNamed && !isHidden;
  const rows = countOf(head, /#\[\\?(?:[\w\\]*\\)?TestWith\(|@testWith\b/g);
  return { kind: isTest ? 'test' : 'helper', title, ...(rows !== undefined && { rows }) };
}
