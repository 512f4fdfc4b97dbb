import type { Node } from 'web-tree-sitter';
import type { TestDefinition, TestRules } from '../test-rules.ts';
import { childOf, titleOf } from './nodes.ts';

/** ExUnit. */
export const elixir: TestRules = {
  definitions: new Set(['call']),
  define,
  attributes: new Set(['unary_operator']),
  calls: new Set(['call']),
  arguments: new Set(['arguments']),
  assertion: /(?:^|\.)(?:assert|refute|flunk|check|verify)\w*[!?]?$/,
  skipFile: /^@(?:module|describe)tag[\s(]+(?::skip\b|skip:)/,
  skipHead: /@tag[\s(]+(?::skip\b|skip:)/,
  literals: new Set(['string', 'integer', 'float', 'boolean', 'nil', 'atom', 'charlist', 'sigil']),
  comments: new Set(['comment']),
  exits: new Set([]),
  tries: new Set([]),
  mock: /^(?:patch|stub|with_mock|Mox\.stub|expect|Mimic\.copy|Mimic\.stub)$/,
};

function define(node: Node): TestDefinition | undefined {
  const callee = node.childForFieldName('target')?.text ?? '';
  if (!/^(?:test|property|describe|defp?|defmacrop?|defmodule|feature)$/.test(callee)) return undefined;
  const first = childOf(node, 'arguments')?.namedChild(0);
  const body = childOf(node, 'do_block');
  const title = titleOf(first?.type === 'call' ? first.childForFieldName('target') : first);
  if (callee === 'defmodule' || callee === 'describe') return { kind: 'group', title, ...(body && { body }) };
  if (/^def/.test(callee)) return { kind: 'helper', title, ...(body && { body }) };
  return { kind: 'test', title, ...(body ? { body } : { pending: true as const }) };
}
