import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { named } from './nodes.ts';

export const go: LanguageRules = {
  version: 1,
  definitions: {
    function_declaration: 'function',
    const_spec: 'constant',
    var_spec: 'constant',
    type_alias: 'type',
  },
  wrappers: {
    type_declaration: ['type_spec', 'type_alias'],
    const_declaration: ['const_spec'],
    var_declaration: ['var_spec', 'var_spec_list'],
    var_spec_list: ['var_spec'],
  },
  leading: ['comment'],
  names: `
    (identifier) @use
    (type_identifier) @member
    (selector_expression field: (field_identifier) @member)
    (parameter_declaration name: (identifier) @local)
    (variadic_parameter_declaration name: (identifier) @local)
    (short_var_declaration left: (expression_list (identifier) @local))
    (range_clause left: (expression_list (identifier) @local))
    (receive_statement left: (expression_list (identifier) @local))
    (type_switch_statement alias: (expression_list (identifier) @local))
    (var_spec name: (identifier) @local)
    (const_spec name: (identifier) @local)
    (keyed_element key: (literal_element (identifier) @declared))
    (function_declaration name: (identifier) @declared)
    (type_spec name: (type_identifier) @declared)
    (type_alias name: (type_identifier) @declared)
  `,
  imports: ['package_clause', 'import_declaration'],
  other: (node) => {
    if (node.type === 'method_declaration') return method(node);
    if (node.type !== 'type_spec') return undefined;
    const type = node.childForFieldName('type')?.type;
    const kind = type === 'struct_type' ? 'class' : type === 'interface_type' ? 'interface' : 'type';
    return named(node.childForFieldName('name'), kind);
  },
};

/** `func (c *Cart[T]) Total()` is `Cart.Total`. */
function method(node: Node): Definition | undefined {
  const name = node.childForFieldName('name')?.text;
  const [type] = node.childForFieldName('receiver')?.descendantsOfType('type_identifier') ?? [];
  return name === undefined ? undefined : { name: type ? `${type.text}.${name}` : name, kind: 'method' };
}
