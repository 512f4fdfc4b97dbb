import type { Node } from 'web-tree-sitter';
import { bracketed, splitArguments, unwrap } from '../split-arguments.ts';
import type { TestDefinition, TestRules } from '../test-rules.ts';
import { nameOf } from './nodes.ts';

/** pytest and unittest. */
export const python: TestRules = {
  definitions: new Set(['function_definition', 'class_definition']),
  define,
  attributes: new Set(['decorator']),
  calls: new Set(['call', 'with_item']),
  arguments: new Set(['argument_list']),
  chains: new Set(['attribute', 'call']),
  chainStart: /^(?:expect|assert_that|assertpy\.assert_that)$/,
  assertion:
    /(?:^|\.)_?(?:assert|expect|verify|check|ensure)\w*$|(?:^|\.)(?:raises|raises_regex|warns|deprecated_call|fail|approx_equal)$|^(?:np|numpy|pd|tm|xp)\.testing\.\w+$/,
  assertionNodes: { assert_statement: () => 'assert' },
  skipCall:
    /^(?:pytest\.(?:skip|xfail|importorskip|mark\.(?:skip|skipif|xfail))|(?:self|cls|case)\.skipTest|unittest\.skip\w*)\(/,
  skipHead:
    /@(?:[\w.]*\bmark\.)?(?:skip|skipif|xfail|skipIf|skipUnless|skip_if|skip_unless)\b|@unittest\.(?:skip|expectedFailure)|@(?:expectedFailure|pytest\.mark\.(?:skip|xfail))|@\w*skip\w*/,
  skipAll: /^[ \t]*(?:pytestmark[ \t]*=.*\b(?:skip|skipif|xfail)\b|__test__[ \t]*=[ \t]*False\b).*$/gm,
  literals: new Set(['string', 'integer', 'float', 'true', 'false', 'none']),
  isProse: isDocstring,
  comments: new Set(['comment']),
  exits: new Set(['return_statement', 'raise_statement']),
  tries: new Set(['try_statement', 'with_statement']),
  assignments: new Set(['assignment']),
  unmaking: /^[ \t]*(?:del[ \t]+|(?=test\w*(?:\.__test__[ \t]*=[ \t]*False|[ \t]*=[ \t]*None)\b))(test[\w, \t]*)/gm,
  namedFunctions: new Set(['function_definition']),
  namedFunction: nameOf,
  mock: /(?:^|\.)(?:patch(?:\.(?:object|dict|multiple))?|setattr|setitem|patch_object|stub|create_autospec)$/,
};

function define(node: Node, head: string): TestDefinition | undefined {
  const title = nameOf(node);
  if (node.type === 'class_definition') return { kind: 'group', title, uncollected: isUncollected(node, title) };
  const rows = itemsOfParametrize(head);
  const isTest = /^test/.test(title) && !/^@(?:pytest\.)?fixture\b/m.test(head);
  return { kind: isTest ? 'test' : 'helper', title, ...(rows !== undefined && { rows }) };
}

/** One that holds a session is run by doctest. Only long strings are asked for what is around them, which takes time. */
function isDocstring(node: Node): boolean {
  if (node.type !== 'string' || !/^[rRuU]?(?:"""|''')(?![\s\S]*>>>)/.test(node.text)) return false;
  return node.parent?.type === 'expression_statement';
}

/** Neither pytest, by the name, nor unittest, by what it derives from, looks for tests in such a class. */
function isUncollected(node: Node, title: string): boolean {
  const bases = node.childForFieldName('superclasses')?.text ?? '()';
  const body = node.childForFieldName('body')?.text.slice(0, 2_000) ?? '';
  return (!/^Test/.test(title) && /^\(\s*(?:object)?\s*\)$/.test(bases)) || /^\s*__test__\s*=\s*False\b/m.test(body);
}

const skippedRow = /\bmarks\s*=[\s\S]*\b(?:skip|skipif|xfail)\b/;

/** The rows that run of all tables of a test together. */
function itemsOfParametrize(head: string): number | undefined {
  const counts = head
    .split(/\bparametrize\s*\(/)
    .slice(1)
    .map((written) => {
      const table = written.indexOf('[', written.search(/["')\]]\s*,/));
      if (table === -1) return undefined;
      return splitArguments(unwrap(bracketed(written.slice(table)))).filter((row) => !skippedRow.test(row)).length;
    });
  if (counts.length === 0 || counts.includes(undefined)) return undefined;
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
