import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, hasWord, named } from './nodes.ts';

export const java: LanguageRules = {
  version: 1,
  definitions: {
    class_declaration: 'class',
    record_declaration: 'class',
    interface_declaration: 'interface',
    annotation_type_declaration: 'interface',
    enum_declaration: 'enum',
    method_declaration: 'function',
    constructor_declaration: 'function',
    compact_constructor_declaration: 'function',
  },
  wrappers: { enum_body_declarations: ['*'] },
  leading: ['line_comment', 'block_comment'],
  imports: ['import_declaration'],
  other: constant,
};

function constant(node: Node): Definition | undefined {
  if (node.type !== 'field_declaration' && node.type !== 'constant_declaration') return undefined;
  const modifiers = childOf(node, 'modifiers');
  const isConstant =
    node.type === 'constant_declaration' ||
    (modifiers !== undefined && hasWord(modifiers, 'static') && hasWord(modifiers, 'final'));
  return isConstant ? named(node.childForFieldName('declarator')?.childForFieldName('name'), 'constant') : undefined;
}
