import type { LanguageRules } from './language-rules.ts';
import { dotted } from './nodes.ts';

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
  imports: ['use_declaration', 'extern_crate_declaration'],
  other: (node) => {
    const type = node.type === 'impl_item' ? node.childForFieldName('type') : null;
    const own = type?.childForFieldName('type') ?? type;
    return own ? { name: dotted(own.text), kind: 'class', reopens: true } : undefined;
  },
};
