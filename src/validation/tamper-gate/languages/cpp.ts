import type { Node } from 'web-tree-sitter';
import type { TestDefinition, TestRules } from '../test-rules.ts';
import { titleOf } from './nodes.ts';

/** Macros that define a test by its names. */
const named = /^(?:TYPED_)?TEST(?:_[FP])?$|^(?:BOOST_(?:AUTO|FIXTURE|DATA)_TEST_CASE\w*|START_TEST|TEST_METHOD)$/;
/** Macros with a title and a block behind them. */
const titled = /^(?:(?:TEMPLATE_)?TEST_CASE\w*|SCENARIO\w*|DOCTEST_TEST_CASE\w*)$/;

/** GoogleTest, Catch2, doctest, Boost.Test, Check and Unity. The grammar knows no macros: each looks like a function or a call. */
export const cpp: TestRules = {
  definitions: new Set(['function_definition', 'expression_statement']),
  define,
  calls: new Set(['call_expression']),
  arguments: new Set(['argument_list']),
  imports: new Set(['preproc_include']),
  assertion:
    /(?:^|::)(?:(?:EXPECT|ASSERT|CHECK|REQUIRE|WARN|FAIL|ADD_FAILURE|TEST_ASSERT|TEST_FAIL|BOOST_(?:TEST|CHECK|REQUIRE|ERROR|FAIL)|ck_assert|ck_abort|static_assert)\w*|assert\w*|verify\w*|check_\w+|expect_\w+)$/,
  skipCall: /^(?:GTEST_SKIP|SKIP|TEST_IGNORE\w*|IGNORE_TEST)\(/,
  skipHead: /\bDISABLED_|\[\.\w*\]|\[!(?:mayfail|shouldfail|hide)\]|\bdisabled\(\)|\bskip\(|\b(?:may|should)_fail\(/,
  mock: /^(?:EXPECT_CALL|ON_CALL)$/,
  literals: new Set([
    'string_literal',
    'raw_string_literal',
    'number_literal',
    'char_literal',
    'true',
    'false',
    'null',
  ]),
  comments: new Set(['comment']),
  exits: new Set(['return_statement']),
  tries: new Set(['try_statement']),
};

function define(node: Node): TestDefinition | undefined {
  if (node.type === 'expression_statement') return defineTitled(node);
  const declarator = declaratorOf(node);
  const title = titleOf(declarator?.childForFieldName('declarator'));
  if (/^test_/i.test(title)) return { kind: 'test', title };
  if (!named.test(title)) return /assert|check|verify|expect|test/i.test(title) ? { kind: 'helper', title } : undefined;
  const names = titleOf(declarator?.childForFieldName('parameters')).replaceAll(/[()\s]|\bDISABLED_/g, '');
  return { kind: 'test', title: names.replaceAll(',', '.') };
}

/** Within pointers and references. */
function declaratorOf(node: Node): Node | null {
  const declarator = node.childForFieldName('declarator');
  return declarator === null || declarator.type === 'function_declarator' ? declarator : declaratorOf(declarator);
}

function defineTitled(node: Node): TestDefinition | undefined {
  const call = node.namedChild(0);
  if (call?.type !== 'call_expression' || !titled.test(call.childForFieldName('function')?.text ?? ''))
    return undefined;
  const body = node.nextNamedSibling;
  if (body?.type !== 'compound_statement') return undefined;
  return { kind: 'test', title: titleOf(call.childForFieldName('arguments')?.namedChild(0)), body };
}
