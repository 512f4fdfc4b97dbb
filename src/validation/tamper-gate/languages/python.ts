import type { Node } from 'web-tree-sitter';
import type { TestDefinition, TestRules } from '../test-rules.ts';
import { itemsAfter, nameOf } from './nodes.ts';

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
  literals: new Set(['string', 'integer', 'float', 'true', 'false', 'none']),
  comments: new Set(['comment']),
  exits: new Set(['return_statement', 'raise_statement']),
  tries: new Set(['try_statement']),
  namedFunctions: new Set(['function_definition']),
  namedFunction: nameOf,
  mock: /(?:^|\.)(?:patch(?:\.(?:object|dict|multiple))?|setattr|setitem|patch_object|stub|create_autospec)$/,
};

function define(node: Node, head: string): TestDefinition | undefined {
  const title = nameOf(node);
  if (node.type === 'class_definition') return { kind: 'group', title };
  const rows = itemsOfParametrize(head);
  return { kind: /^test/.test(title) ? 'test' : 'helper', title, ...(rows !== undefined && { rows }) };
}

/** The rows of all tables of a test together. */
function itemsOfParametrize(head: string): number | undefined {
  const counts = head
    .split(/\bparametrize\s*\(/)
    .slice(1)
    .map((written) => {
      const table = written.indexOf('[', written.search(/["')\]]\s*,/));
      return table === -1 ? undefined : itemsAfter(balanced(written.slice(table)), '');
    });
  if (counts.length === 0 || counts.includes(undefined)) return undefined;
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** From an opening bracket to the one that closes it, strings left alone. */
function balanced(text: string): string {
  let depth = 0;
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quote !== '') {
      if (character === '\\') index += 1;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth === 0) return text.slice(0, index + 1);
  }
  return text;
}
