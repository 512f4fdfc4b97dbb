import type { LanguageRules } from './language-rules.ts';
import { childOf, named } from './nodes.ts';

export const systemrdl: LanguageRules = {
  version: 1,
  wrappers: { description: ['*'], component_def: ['component_named_def'], component_body_elem: ['*'] },
  leading: ['comment'],
  names: `
    (explicit_component_inst id: (id) @use)
    (instance_ref_element (id) @use)
    (explicit_encode_assignment (id) @use)
  `,
  other: (node) => {
    if (node.type === 'component_named_def') return named(node.childForFieldName('id'), 'class');
    return node.type === 'enum_def' ? named(childOf(node, 'id'), 'enum') : undefined;
  },
};
