import type { Node } from 'web-tree-sitter';
import type { TestDefinition, TestRules } from '../test-rules.ts';
import { childOf, nameOf, titleOf } from './nodes.ts';

const groups = /^(?:RSpec\.)?[xf]?(?:describe|context|feature|shared_examples\w*|shared_context)$/;
const tests = /^[xf]?(?:it|specify|example|scenario|test|should|its|pending|skip)$/;

/** RSpec, minitest, and Rails' `test "…" do`. */
export const ruby: TestRules = {
  definitions: new Set(['call', 'method', 'class', 'module']),
  define,
  calls: new Set(['call']),
  arguments: new Set(['argument_list', 'block', 'do_block']),
  chains: new Set(['call']),
  chainStart: /^(?:expect|is_expected|assert_that|_|value)$/,
  assertion:
    /(?:^|\.)(?:assert\w*|refute\w*|flunk|must_\w+|wont_\w+|should(?:_\w+)?|verify\w*|check_\w+|expect_\w+)[!?]?$/,
  skipCall: /^(?:skip|pending|omit|self\.skip)\(/,
  skipLine: /^\s*(?:skip|pending|omit)(?:\s+(?:if|unless)\b.*)?$/m,
  skipHead:
    /^x(?:it|describe|context|specify|example|scenario|feature)\b|^(?:pending|skip)\b|[(,]?\s*(?::skip\b|:pending\b|\b(?:skip|pending)\s*(?::|=>)\s*(?!false))/,
  onlyHead: /^f(?:it|describe|context|specify|example)\b|[,\s](?::focus\b|focus:\s*true)/,
  literals: new Set(['string', 'integer', 'float', 'true', 'false', 'nil', 'simple_symbol', 'regex', 'heredoc_body']),
  comments: new Set(['comment']),
  exits: new Set(['return', 'next']),
  tries: new Set(['begin', 'body_statement', 'rescue_modifier']),
  assignments: new Set(['assignment']),
  unmaking: /^[ \t]*(?:undef(?:_method)?|remove_method)[ (]+(:?test_[\w, :]*)/gm,
  mock: /(?:^|\.)(?:(?:object_)?double|spy|(?:instance|class)_spy|define_singleton_method|allow|allow_any_instance_of|stub_const|class_double|instance_double|stub|any_instance|stub_any_instance|expects|stubs)$/,
};

function define(node: Node): TestDefinition | undefined {
  if (node.type === 'class' || node.type === 'module') return { kind: 'group', title: nameOf(node) };
  if (node.type === 'method') {
    const title = nameOf(node);
    return { kind: /^test_/.test(title) ? 'test' : 'helper', title };
  }
  const block = childOf(node, 'do_block', 'block');
  const receiver = node.childForFieldName('receiver');
  const method = node.childForFieldName('method')?.text ?? '';
  const callee = receiver === null ? method : `${receiver.text.slice(0, 20)}.${method}`;
  const title = titleOf(node.childForFieldName('arguments')?.namedChild(0));
  if (groups.test(callee)) return block && { kind: 'group', title, body: block };
  if (!tests.test(callee)) return undefined;
  if (block === undefined)
    return title === '' || /^(?:skip|pending|should)$/.test(callee)
      ? undefined
      : { kind: 'test', title, pending: true };
  return { kind: 'test', title: title || titleOf(block).slice(0, 80), body: block };
}
