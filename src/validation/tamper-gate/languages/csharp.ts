import type { Node } from 'web-tree-sitter';
import type { TestDefinition, TestRules } from '../test-rules.ts';
import { countOf, headOf, nameOf } from './nodes.ts';

/** xunit, NUnit and MSTest, with FluentAssertions and Shouldly. */
export const csharp: TestRules = {
  definitions: new Set(['method_declaration', 'class_declaration', 'namespace_declaration']),
  define,
  calls: new Set(['invocation_expression', 'object_creation_expression']),
  arguments: new Set(['argument_list']),
  chains: new Set(['invocation_expression', 'member_access_expression']),
  chainStart: /^Assert\.That$|\.Should$/,
  assertion:
    /(?:^|\.)(?:Assert|StringAssert|CollectionAssert|FileAssert)\.\w+$|\.Should\w+$|(?:^|\.)(?:Assert|Verify|Expect|Check|Received)\w*$/,
  skipCall: /^(?:Skip\.(?:If|IfNot)|Assert\.(?:Ignore|Inconclusive|Skip\w*))\(/,
  skipHead: /\bSkip\s*=|\[(?:Ignore|Explicit)\b|,\s*Ignore\b|\[Platform\(/,
  literals: new Set([
    'string_literal',
    'verbatim_string_literal',
    'interpolated_string_expression',
    'integer_literal',
    'real_literal',
    'boolean_literal',
    'null_literal',
    'character_literal',
    'raw_string_literal',
  ]),
  comments: new Set(['comment', 'attribute', 'preproc_pragma']),
  exits: new Set(['return_statement']),
  tries: new Set(['try_statement']),
  namedFunctions: new Set(['local_function_statement']),
  namedFunction: nameOf,
  headAssertion: /\bExpectedException\s*\([^)]{0,200}\)/,
  mock: /^(?:Substitute\.For|Mock\.Of|A\.Fake|new Mock|Mock\.Get)\b/,
};

function define(node: Node): TestDefinition {
  const title = nameOf(node);
  if (node.type !== 'method_declaration') return { kind: 'group', title };
  const head = headOf(node, 'block', 'arrow_expression_clause');
  const isTest = /\[[^\]]{0,80}\b(?:\w*Fact|\w*Theory|Test|TestCase|TestCaseSource|TestMethod|DataTestMethod)\b/.test(
    head,
  );
  const rows = countOf(head, /\b(?:InlineData|TestCase|DataRow)\s*\(/g);
  return { kind: isTest ? 'test' : 'helper', title, ...(rows !== undefined && { rows }) };
}
