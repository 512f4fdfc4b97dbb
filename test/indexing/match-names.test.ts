import { describe, expect, test } from 'vitest';
import { Query } from 'web-tree-sitter';
import { matchNames } from '../../src/indexing/match-names.ts';
import { readNameQuery } from '../../src/indexing/name-query.ts';
import { listNodes } from '../../src/syntax/list-nodes.ts';
import { parse } from '../../src/syntax/parse.ts';

const code = `
import { one as first, two } from './numbers.ts';
const fs = require('fs'), later = two;
export function sum(left: Left, right = two, ...rest: Rest[]) {
  call(left, /* between */ right)(rest);
  const { inner, other: renamed } = left.member.deep;
  return [inner, (renamed), first ? sum : left];
}
`;

const names = (query: string, text = code) =>
  parse('typescript', text, (root) => {
    const nodes = listNodes(root);
    const found: string[] = [];
    matchNames(nodes, readNameQuery(query, root.tree.language), text, (node, capture) => {
      found.push(`${text.slice(nodes.starts[node], nodes.ends[node])} ${nodes.rows[node]} ${capture}`);
    });
    return found;
  });

/** What tree-sitter's own reading of a query captures. */
const namesOfLibrary = (source: string) =>
  parse('typescript', code, (root) => {
    const captures = new Query(root.tree.language, source).captures(root);
    const last = captures.filter(({ node }, index) => captures[index + 1]?.node.startIndex !== node.startIndex);
    return last.map(({ node, name }) => `${node.text} ${node.startPosition.row} ${name}`);
  });

describe('names are found as tree-sitter finds them', () => {
  test.each([
    ['by type', '(identifier) @use'],
    ['by one of several types', '[(identifier) (type_identifier)] @use'],
    ['by field', '(call_expression function: (identifier) @use)'],
    ['any node of a field', '(required_parameter type: (type_annotation (_) @use))'],
    ['in the first place', '(array . (identifier) @use)'],
    ['in the last place', '(arguments (identifier) @use .)'],
    ['in the only place', '(arguments . (identifier) @use .)'],
    ['beside each other', '(arguments (identifier) @use . (identifier) @member)'],
    ['with others between', '(arguments (identifier) @use (identifier) @member)'],
    ['with a comment between', '(arguments (identifier) @use . (comment) . (identifier) @member)'],
    ['beside a token', '(ternary_expression (identifier) @use "?")'],
    ['two levels deep', '(call_expression function: (call_expression function: (identifier) @use))'],
    ['by a text', '((identifier) @use (#eq? @use "two"))'],
    [
      'by a pattern of another',
      '(call_expression function: (identifier) @called . (arguments) (#match? @called "^req")) @use',
    ],
    [
      'by the last pattern that fits',
      '(identifier) @use (member_expression object: (identifier) @local) (import_specifier (identifier) @declared)',
    ],
    ['nowhere, where a part is not there', '(arguments (identifier) @use (string) (string))'],
  ])('%s', async (_, query) => {
    expect(await names(query)).toEqual(await namesOfLibrary(query));
  });

  test('and there are some of each kind to find', async () => {
    const roles = await names('(identifier) @use (member_expression property: (_) @member) (rest_pattern (_) @local)');
    expect(roles).toEqual(expect.arrayContaining(['two 2 use', 'deep 5 member', 'rest 3 local']));
  });
});

test.each([
  ['a repetition', '(arguments (identifier)* @use)', '"*" is not read in a query of names.'],
  ['an unknown type', '(no_such_node) @use', 'The grammar has no node no_such_node.'],
  ['an unknown token', '(arguments "no such token")', 'The grammar has no node "no such token".'],
  ['an unknown field', '(arguments nothing: (_))', 'The grammar has no field "nothing".'],
  ['a query that is cut off', '(arguments (identifier)', 'A query of names ends too early.'],
  [
    'an alternative with children',
    '[(arguments (_)) (array)] @use',
    'An alternative has no children in a query of names.',
  ],
  ['siblings without a parent', '((comment) (identifier) @use)', 'A group has one pattern in a query of names.'],
  ['another predicate', '((identifier) @use (#any-of? @use "one"))', '#any-of? is not read in a query of names.'],
])('%s is refused', async (_, query, message) => {
  const read = parse('typescript', '', (root) => readNameQuery(query, root.tree.language));
  await expect(read).rejects.toThrow(message);
});

test.each([
  ['arguments', '(arguments (identifier) @use . (identifier) @member)', `f(${'ab, '.repeat(60_000)}c)`],
  ['a chain of calls', '(call_expression function: (call_expression) @use . (arguments))', 'a'.padEnd(60_001, '()')],
])('FAULT 59: the time for %s is linear', async (_, query, text) => {
  expect(await names(query, text)).toBeDefined();
});
