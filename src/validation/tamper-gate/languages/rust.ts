import type { Node } from 'web-tree-sitter';
import type { TestDefinition, TestRules } from '../test-rules.ts';
import { countOf, nameOf } from './nodes.ts';

export const rust: TestRules = {
  anywhere: true,
  definitions: new Set(['function_item', 'mod_item']),
  define,
  attributes: new Set(['attribute_item', 'inner_attribute_item']),
  calls: new Set(['macro_invocation', 'call_expression']),
  arguments: new Set(['token_tree', 'arguments']),
  assertion:
    /(?:^|::)(?:\w*assert\w*!|panic!|insta::\w+!|expect_test::expect!|matches!)$|(?:^|\.|::)(?:assert|verify|check|expect)(?:_\w+)?$|\.assert_eq$/,
  skipFile: /^#!\[cfg\((?!test\))/,
  imports: new Set(['use_declaration']),
  skipHead: /#\[(?:ignore\b|cfg_attr\([^\]]{0,200}ignore|cfg\((?!test\))|should_panic)/,
  literals: new Set([
    'string_literal',
    'raw_string_literal',
    'integer_literal',
    'float_literal',
    'boolean_literal',
    'char_literal',
  ]),
  comments: new Set(['line_comment', 'block_comment']),
  exits: new Set(['return_expression']),
  namedFunctions: new Set(['function_item', 'let_declaration']),
  namedFunction: (node) => {
    if (node.type === 'function_item') return nameOf(node);
    const isClosure = node.childForFieldName('value')?.type === 'closure_expression';
    return isClosure ? node.childForFieldName('pattern')?.text.slice(0, 80) : undefined;
  },
};

function define(node: Node, head: string): TestDefinition | undefined {
  const title = nameOf(node);
  if (node.type === 'mod_item') return { kind: 'group', title };
  if (!/#\[(?:[\w:]+::)?(?:test|rstest|test_case|quickcheck|proptest|wasm_bindgen_test)\b/.test(head)) {
    return /assert|check|verify|expect|test/.test(title) ? { kind: 'helper', title } : undefined;
  }
  const rows = countOf(head, /#\[(?:case|test_case)(?:::\w+)?\(/g);
  return { kind: 'test', title, ...(rows !== undefined && { rows }) };
}
