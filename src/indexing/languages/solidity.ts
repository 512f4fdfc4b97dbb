import type { LanguageRules } from './language-rules.ts';
import { hasWord, named } from './nodes.ts';

export const solidity: LanguageRules = {
  version: 1,
  definitions: {
    contract_declaration: 'class',
    struct_declaration: 'class',
    interface_declaration: 'interface',
    library_declaration: 'module',
    enum_declaration: 'enum',
    event_definition: 'type',
    error_declaration: 'type',
    user_defined_type_definition: 'type',
    function_definition: 'function',
    modifier_definition: 'function',
    constant_variable_declaration: 'constant',
  },
  leading: ['comment'],
  names: `
    (identifier) @use
    (member_expression property: (identifier) @member)
    (parameter name: (identifier) @local)
    (variable_declaration name: (identifier) @local)
    (contract_declaration name: (identifier) @declared)
    (interface_declaration name: (identifier) @declared)
    (library_declaration name: (identifier) @declared)
    (struct_declaration name: (identifier) @declared)
    (struct_member name: (identifier) @declared)
    (enum_declaration name: (identifier) @declared)
    (event_definition name: (identifier) @declared)
    (event_parameter name: (identifier) @declared)
    (error_declaration name: (identifier) @declared)
    (function_definition name: (identifier) @declared)
    (modifier_definition name: (identifier) @declared)
    (state_variable_declaration name: (identifier) @declared)
    (constant_variable_declaration name: (identifier) @declared)
  `,
  imports: ['import_directive'],
  other: (node) => {
    if (node.type === 'constructor_definition') return { name: 'constructor', kind: 'function' };
    const isConstant = node.type === 'state_variable_declaration' && hasWord(node, 'constant');
    return isConstant ? named(node.childForFieldName('name'), 'constant') : undefined;
  },
};
