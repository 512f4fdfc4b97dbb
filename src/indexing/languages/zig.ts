import type { Node } from 'web-tree-sitter';
import type { ChunkKind } from '../chunk.ts';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, named, titled } from './nodes.ts';

export const zig: LanguageRules = {
  version: 1,
  definitions: { function_declaration: 'function' },
  leading: ['comment'],
  names: `
    (identifier) @use
    (field_expression member: (identifier) @member)
    (parameter name: (identifier) @local)
    (variable_declaration . (identifier) @local)
    (payload (identifier) @local)
    (error_set_declaration (identifier) @declared)
    (container_field name: (identifier) @declared)
    (function_declaration name: (identifier) @declared)
  `,
  isImport: (node) => node.type === 'variable_declaration' && importOf(node),
  other: definitionOf,
};

const containers: Readonly<Record<string, ChunkKind>> = {
  struct_declaration: 'class',
  union_declaration: 'class',
  opaque_declaration: 'class',
  enum_declaration: 'enum',
  error_set_declaration: 'type',
};

/** Types are values of constants. */
function definitionOf(node: Node): Definition | undefined {
  if (node.type === 'test_declaration') return titled(childOf(node, 'string', 'identifier')?.text ?? 'test');
  if (node.type !== 'variable_declaration' || importOf(node)) return undefined;
  const container = childOf(node, ...Object.keys(containers));
  return named(childOf(node, 'identifier'), containers[container?.type ?? ''] ?? 'constant');
}

function importOf(declaration: Node): boolean {
  const value = childOf(declaration, 'builtin_function');
  return value !== undefined && value.namedChild(0)?.text === '@import';
}
