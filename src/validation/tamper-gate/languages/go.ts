import type { Node } from 'web-tree-sitter';
import type { Call } from '../read-call.ts';
import type { TestDefinition, TestRules } from '../test-rules.ts';
import { nameOf } from './nodes.ts';

const reports = /^\w{1,3}(?:\.T\(\))?\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)$/;

/** The testing package, testify, and libraries like it. Subtests belong to their test. */
export const go: TestRules = {
  definitions: new Set(['function_declaration', 'method_declaration']),
  define,
  calls: new Set(['call_expression']),
  arguments: new Set(['argument_list']),
  chains: new Set(['selector_expression', 'call_expression']),
  chainStart: /^(?:Expect|Ω|g\.Expect|Eventually|Consistently)$/,
  assertion:
    /^(?:[\w.]+\.)?(?:assert|require|is|qt|c|testutil|must|b)\.(?!Parallel|Run|Helper|Log|Logf|Cleanup|Name|Skip|New|Set|Get|Add|JSON|String|Next|Abort|Param|Query|Bind|Render|Data|File|Request|Writer|Done|Err$|Stop|Reset|Report|Parse|Write|Read|Close|N$|Loop|Str|Len$|Build|Pat|Conf|Client|Ctx|Context|Send|Start|Time|ID|Type|Key|Value|Handler|Full)[A-Z]\w*$|^\w{1,3}(?:\.T\(\))?\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)$|(?:^|\.)(?:assert|expect|verify|check|ensure|require)\w*$|(?:^|\.)(?:Assert|Expect|Verify|Check|Require)[A-Z]\w*$|(?:^|\.)(?:Equals|Ok|NotOk)$|^panic$/,
  failsWhen,
  skipCall: /^\w{1,3}(?:\.T\(\))?\.(?:Skip|Skipf|SkipNow)\(/,
  skipFile: /^\/\/(?:go:build| \+build) /,
  imports: new Set(['import_declaration']),
  literals: new Set([
    'interpreted_string_literal',
    'raw_string_literal',
    'int_literal',
    'float_literal',
    'true',
    'false',
    'nil',
    'rune_literal',
  ]),
  comments: new Set(['comment']),
  exits: new Set(['return_statement']),
  assignments: new Set(['assignment_statement']),
  namedFunctions: new Set(['short_var_declaration']),
  namedFunction: (node) => {
    const isFunction = node.childForFieldName('right')?.namedChild(0)?.type === 'func_literal';
    return isFunction ? node.childForFieldName('left')?.text : undefined;
  },
  mock: /^(?:monkey\.Patch|gomonkey\.ApplyFunc\w*|gostub\.Stub\w*|mockey\.Mock)$/,
};

function define(node: Node): TestDefinition | undefined {
  const title = nameOf(node);
  const receiver = node
    .childForFieldName('receiver')
    ?.text.replace(/^\(\s*\w*\s*\*?|\)$/g, '')
    .slice(0, 80);
  const isTest = /^(?:Test|Fuzz|Example)(?![a-z])/.test(title);
  return { kind: isTest ? 'test' : 'helper', title: receiver ? `${receiver}.${title}` : title };
}

/** `if got != want { t.Errorf(…) }`: the condition is what is asserted, and the message says nothing. */
function failsWhen({ callee }: Call, above: readonly (Node | undefined)[]): string | undefined {
  if (!reports.test(callee)) return undefined;
  for (let level = 1; level <= 6; level += 1) {
    const around = above.at(-level);
    if (around?.type !== 'if_statement') continue;
    return around.childForFieldName('condition')?.text ?? '';
  }
  return undefined;
}
