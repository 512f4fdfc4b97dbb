import type { Node } from 'web-tree-sitter';
import type { ChunkKind } from '../chunk.ts';
import type { Definition, LanguageRules } from './language-rules.ts';
import { titled } from './nodes.ts';

const calls: ReadonlyMap<string, ChunkKind> = new Map([
  ['setClass', 'class'],
  ['setRefClass', 'class'],
  ['setGeneric', 'function'],
  ['setMethod', 'function'],
  ['test_that', 'test'],
  ['describe', 'test'],
  ['it', 'test'],
]);

export const r: LanguageRules = {
  version: 1,
  leading: ['comment'],
  names: `
    (identifier) @use
    (extract_operator rhs: (identifier) @member)
    (namespace_operator rhs: (identifier) @member)
    (parameter name: (identifier) @local)
    (binary_operator lhs: (identifier) @local operator: ["<-" "<<-" "="])
    (for_statement variable: (identifier) @local)
    (argument name: (identifier) @declared)
  `,
  isImport: (node) => node.type === 'call' && /^(?:library|require|source|requireNamespace)$/.test(called(node)),
  other: (node) => {
    if (node.type === 'binary_operator') return assignedOf(node);
    return node.type === 'call' ? callOf(node) : undefined;
  },
};

function assignedOf(node: Node): Definition | undefined {
  const name = node.childForFieldName('lhs');
  const value = node.childForFieldName('rhs');
  const isAssignment = /^(?:<<?-|=)$/.test(node.childForFieldName('operator')?.text ?? '');
  if (!isAssignment || name?.type !== 'identifier' || value === null) return undefined;
  if (value.type === 'function_definition') return { name: name.text, kind: 'function' };
  const isClass = value.type === 'call' && /^(?:R6Class|setRefClass|setClass|new_class)$/.test(called(value));
  return { name: name.text, kind: isClass ? 'class' : 'constant' };
}

function callOf(node: Node): Definition | undefined {
  const kind = calls.get(called(node));
  const name = node.childForFieldName('arguments')?.namedChild(0)?.childForFieldName('value');
  if (kind === undefined || name?.type !== 'string') return undefined;
  const title = titled(name.text);
  return kind === 'test' ? title : { name: title.name, kind };
}

function called(call: Node): string {
  return call.childForFieldName('function')?.text ?? '';
}
