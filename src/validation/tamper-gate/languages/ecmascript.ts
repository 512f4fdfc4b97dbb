import type { Node } from 'web-tree-sitter';
import { splitArguments, unwrap } from '../split-arguments.ts';
import type { TestDefinition, TestRules } from '../test-rules.ts';
import { childOf, nameOf, titleOf } from './nodes.ts';

const functions = ['arrow_function', 'function_expression', 'function', 'generator_function'];
const groups = /^[xf]?(?:describe|context|suite|feature)(?=$|\W|Each)/;
const tests = /^(?:[xf]?(?:it|test|specify|scenario)|benchmark|bench|Deno\.test|t\.test|QUnit\.test)(?=$|\W|Each)/;

/** vitest, jest, mocha, jasmine, node:test, ava and tape. */
export const javascript: TestRules = {
  anywhere: true,
  definitions: new Set(['call_expression', 'function_declaration', 'variable_declarator']),
  define,
  calls: new Set(['call_expression']),
  arguments: new Set(['arguments']),
  chains: new Set(['member_expression', 'call_expression', 'await_expression', 'non_null_expression']),
  chainStart: /^(?:expect(?:TypeOf|\.soft|\.poll)?|chai\.expect|assertThat|assertType)$/,
  assertion:
    /(?:^|\.)(?:assert|t|tap|should|chai\.assert|assert\.strict|strictAssert)\.(?!test$|todo$|skip$|context|mock|after|before|diagnostic|plan$|end$|log|timeout|tear)\w+$|(?:^|\.)(?:assert|expect|should|verify|check|ensure)\w*$|^(?:fail|invariant)$/,
  imports: new Set(['import_statement']),
  skipCall: /^(?:this|ctx|t|context|test|task)\.(?:skip|todo|fixme)\(/,
  skipHead:
    /^(?:x(?:it|test|describe|context|specify)\b|[\w.]*\.(?:skip|todo|skipIf|runIf|fails|fixme|failing)\b)|^[\s\S]*[{,]\s*(?:skip|todo|fails)\s*:\s*(?!false)/,
  onlyHead: /^(?:f(?:it|describe|context)\b|[\w.]*\.only\b)|^[\s\S]*[{,]\s*only\s*:\s*(?!false)/,
  literals: new Set(['string', 'number', 'template_string', 'true', 'false', 'null', 'undefined', 'regex']),
  comments: new Set(['comment']),
  exits: new Set(['return_statement', 'throw_statement']),
  tries: new Set(['try_statement']),
  assignments: new Set(['assignment_expression', 'variable_declarator']),
  namedFunctions: new Set(['function_declaration', 'variable_declarator']),
  namedFunction: (node) => (node.type === 'function_declaration' || isFunction(node) ? nameOf(node) : undefined),
  mock: /^(?:(?:vi|jest|vitest)\.(?:mock|doMock|unstable_mockModule|spyOn|setMock)|mock\.(?:module|method|getter)|t\.mock\.\w+|sinon\.(?:stub|replace|mock)|proxyquire|td\.replace(?:Esm)?|mockery\.registerMock|rewiremock|esmock|Mock)$/,
};

function isFunction(node: Node): boolean {
  return functions.includes(node.childForFieldName('value')?.type ?? '');
}

function define(node: Node): TestDefinition | undefined {
  if (node.type === 'function_declaration') return { kind: 'helper', title: nameOf(node) };
  if (node.type === 'variable_declarator') {
    const body = node.childForFieldName('value')?.childForFieldName('body') ?? undefined;
    return isFunction(node) ? { kind: 'helper', title: nameOf(node), ...(body && { body }) } : undefined;
  }
  const callee = node.childForFieldName('function');
  const list = node.childForFieldName('arguments');
  if (callee === null || list === null) return undefined;
  const written = callee.text.slice(0, 65_536);
  const kind = groups.test(written) ? 'group' : tests.test(written) ? 'test' : undefined;
  const title = list.namedChild(0);
  if (kind === undefined || title === null) return undefined;
  // `it.each(table)`, whose own call with the title comes around it.
  if (/\.(?:each|for|skipIf|runIf)$/.test(written)) return undefined;
  const body = childOf(list, ...functions);
  const isNamed = ['string', 'template_string', 'binary_expression', 'identifier', 'member_expression'].includes(
    title.type,
  );
  if (!isNamed && body === undefined) return undefined;
  const table = callee.type === 'call_expression' ? callee.childForFieldName('arguments') : null;
  const rows = table === null ? undefined : rowsOf(table);
  return {
    kind,
    title: functions.includes(title.type) ? titleOf(title).slice(0, 60) : titleOf(title),
    ...(body && { body }),
    ...(rows !== undefined && { rows }),
    ...(kind === 'test' && body === undefined && list.namedChildCount === 1 && { pending: true as const }),
  };
}

/** Of a table in brackets or in a template; one that is a name has rows that nobody sees here. */
function rowsOf(table: Node): number | undefined {
  const list = table.type === 'template_string' ? table : table.namedChild(0);
  if (list?.type === 'array') return splitArguments(unwrap(list.text.slice(0, 262_144))).length;
  return list?.type === 'template_string' ? list.text.trim().split('\n').length - 1 : undefined;
}
