import type { LanguageRules } from './language-rules.ts';
import { childOf, dotted } from './nodes.ts';

export const rust: LanguageRules = {
  version: 1,
  definitions: {
    function_item: 'function',
    function_signature_item: 'function',
    macro_definition: 'function',
    struct_item: 'class',
    union_item: 'class',
    enum_item: 'enum',
    trait_item: 'interface',
    type_item: 'type',
    const_item: 'constant',
    static_item: 'constant',
    mod_item: 'module',
  },
  wrappers: { foreign_mod_item: ['body'], declaration_list: ['*'] },
  leading: ['line_comment', 'block_comment', 'attribute_item'],
  names: `
    [(identifier) (type_identifier)] @use
    (field_expression field: (field_identifier) @member)
    (scoped_identifier name: (identifier) @member)
    (macro_invocation macro: (identifier) @member)
    (parameter pattern: (identifier) @local)
    (closure_parameters (identifier) @local)
    (let_declaration pattern: (identifier) @local)
    (for_expression pattern: (identifier) @local)
    (match_pattern (identifier) @local)
    (mut_pattern (identifier) @local)
    (ref_pattern (identifier) @local)
    (captured_pattern (identifier) @local)
    (tuple_pattern (identifier) @local)
    (tuple_struct_pattern (identifier) @local)
    (tuple_struct_pattern type: (identifier) @use)
    (shorthand_field_identifier) @local
    (type_parameter name: (type_identifier) @local)
    (lifetime (identifier) @declared)
    (label (identifier) @declared)
    (function_item name: (identifier) @declared)
    (function_signature_item name: (identifier) @declared)
    (macro_definition name: (identifier) @declared)
    (struct_item name: (type_identifier) @declared)
    (union_item name: (type_identifier) @declared)
    (enum_item name: (type_identifier) @declared)
    (enum_variant name: (identifier) @declared)
    (trait_item name: (type_identifier) @declared)
    (type_item name: (type_identifier) @declared)
    (associated_type name: (type_identifier) @declared)
    (const_item name: (identifier) @declared)
    (static_item name: (identifier) @declared)
    (mod_item name: (identifier) @declared)
  `,
  imports: ['use_declaration', 'extern_crate_declaration'],
  isExport: (node) => node.type === 'use_declaration' && childOf(node, 'visibility_modifier') !== undefined,
  other: (node) => {
    const type = node.type === 'impl_item' ? node.childForFieldName('type') : null;
    const own = type?.childForFieldName('type') ?? type;
    return own ? { name: dotted(own.text), kind: 'class', reopens: true } : undefined;
  },
};
