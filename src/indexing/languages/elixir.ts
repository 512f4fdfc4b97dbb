import type { Node } from 'web-tree-sitter';
import type { ChunkKind } from '../chunk.ts';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, titled } from './nodes.ts';

const forms: ReadonlyMap<string, ChunkKind> = new Map([
  ['defmodule', 'module'],
  ['defprotocol', 'interface'],
  ['defimpl', 'module'],
  ['def', 'function'],
  ['defp', 'function'],
  ['defmacro', 'function'],
  ['defmacrop', 'function'],
  ['defguard', 'function'],
  ['defdelegate', 'function'],
  ['describe', 'test'],
  ['test', 'test'],
]);

/** All of Elixir is calls; attributes (`@doc`, `@spec`) stand before what they are about. */
export const elixir: LanguageRules = {
  version: 1,
  leading: ['comment', 'unary_operator'],
  names: `
    [(identifier) (alias)] @use
    (call target: (identifier) @member)
    (dot right: (identifier) @member)
    (unary_operator operator: "@" operand: (identifier) @member)
    (binary_operator left: (identifier) @local operator: "=")
    (stab_clause left: (arguments (identifier) @local))
    (call
      target: (identifier) @form
      . (arguments . (call target: (identifier) @declared . (arguments (identifier) @local)))
      (#match? @form "^def"))
    (call
      target: (identifier) @form
      . (arguments
        . (binary_operator left: (call target: (identifier) @declared . (arguments (identifier) @local))))
      (#match? @form "^def"))
    (call target: (identifier) @form . (arguments . (identifier) @declared) (#match? @form "^def"))
    (call target: (identifier) @form . (arguments . (alias) @declared) (#match? @form "^def(?:module|protocol)$"))
    ((call target: (identifier) @form) (#match? @form "^(?:def|import$|alias$|use$|require$)"))
    (unary_operator operator: "@" operand: (call target: (identifier) @declared))
  `,
  isImport: (node) => node.type === 'call' && /^(?:import|alias|use|require)$/.test(target(node)),
  other: (node) => (node.type === 'unary_operator' ? attributeOf(node) : callOf(node)),
};

function callOf(node: Node): Definition | undefined {
  const form = node.type === 'call' ? target(node) : '';
  const kind = forms.get(form);
  const argument = childOf(node, 'arguments')?.namedChild(0);
  if (kind === undefined || !argument) return undefined;
  if (kind === 'test') return titled(argument.text);
  if (form === 'defimpl') return implementation(node, argument);
  return { name: kind === 'function' ? functionName(argument) : argument.text, kind };
}

/** `total(cart) when …`, `total(cart)` or `total`. */
function functionName(head: Node): string {
  const guarded = head.type === 'binary_operator' ? (head.childForFieldName('left') ?? head) : head;
  return guarded.childForFieldName('target')?.text ?? guarded.text;
}

function implementation(node: Node, protocol: Node): Definition {
  const [pair] = node.descendantsOfType('pair');
  const type = pair?.childForFieldName('value')?.text;
  return { name: type === undefined ? protocol.text : `${protocol.text}.${type}`, kind: 'module', reopens: true };
}

const notes =
  /^(?:doc|moduledoc|typedoc|spec|impl|deprecated|since|callback|tag|moduletag|dialyzer|compile|behaviour)$/;

function attributeOf(node: Node): Definition | undefined {
  const call = node.childForFieldName('operand');
  const name = call?.type === 'call' ? target(call) : '';
  if (name === '' || notes.test(name)) return undefined;
  if (!/^(?:type|typep|opaque)$/.test(name)) return { name, kind: 'constant' };
  const type = /^\w+/.exec(call ? (childOf(call, 'arguments')?.text ?? '') : '')?.[0];
  return type === undefined ? undefined : { name: type, kind: 'type' };
}

function target(call: Node): string {
  return call.childForFieldName('target')?.text ?? '';
}
