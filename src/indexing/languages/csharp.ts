import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, hasWord, named } from './nodes.ts';

export const csharp: LanguageRules = {
  version: 1,
  definitions: {
    namespace_declaration: 'module',
    class_declaration: 'class',
    struct_declaration: 'class',
    record_declaration: 'class',
    interface_declaration: 'interface',
    enum_declaration: 'enum',
    delegate_declaration: 'type',
    method_declaration: 'function',
    constructor_declaration: 'function',
    local_function_statement: 'function',
    property_declaration: 'function',
    event_declaration: 'function',
  },
  wrappers: { preproc_if: ['*'], preproc_else: ['*'] },
  leading: ['comment', 'attribute_list'],
  imports: ['using_directive'],
  other: constant,
};

function constant(node: Node): Definition | undefined {
  if (node.type !== 'field_declaration') return undefined;
  const isConstant = hasWord(node, 'const') || (hasWord(node, 'static') && hasWord(node, 'readonly'));
  const declared = childOf(node, 'variable_declaration');
  const declarator = declared && isConstant ? childOf(declared, 'variable_declarator') : undefined;
  return named(declarator?.childForFieldName('name'), 'constant');
}
