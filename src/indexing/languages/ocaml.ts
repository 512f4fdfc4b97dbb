import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, named, titled } from './nodes.ts';

export const ocaml: LanguageRules = {
  version: 1,
  definitions: {
    type_binding: 'type',
    module_binding: 'module',
    module_type_definition: 'interface',
    class_binding: 'class',
    method_definition: 'function',
  },
  wrappers: {
    value_definition: ['let_binding'],
    type_definition: ['type_binding'],
    module_definition: ['module_binding'],
    class_definition: ['class_binding'],
  },
  leading: ['comment'],
  names: `
    (value_path (value_name) @use)
    (constructor_path (constructor_name) @member)
    (type_constructor_path (type_constructor) @member)
    (module_path (module_name) @member)
    (extended_module_path (module_name) @member)
    (field_path (field_name) @member)
    (method_invocation (method_name) @member)
    (value_pattern) @local
    (let_binding pattern: (value_name) @local)
  `,
  imports: ['open_module', 'include_module'],
  other: definitionOf,
};

function definitionOf(node: Node): Definition | undefined {
  switch (node.type) {
    case 'value_definition':
      return testOf(node);
    case 'let_binding':
      return bindingOf(node);
    case 'module_binding':
      return named(childOf(node, 'module_name'), 'module');
    case 'class_binding':
      return named(childOf(node, 'class_name'), 'class');
    case 'method_definition':
      return named(childOf(node, 'method_name'), 'function');
    case 'value_specification':
    case 'external':
      return named(childOf(node, 'value_name'), 'function');
    case 'exception_definition': {
      const [name] = node.descendantsOfType('constructor_name');
      return named(name, 'type');
    }
    default:
      return undefined;
  }
}

const functions = new Set(['fun_expression', 'function_expression']);

function bindingOf(node: Node): Definition | undefined {
  const name = node.childForFieldName('pattern');
  if (name?.type !== 'value_name') return undefined;
  const isFunction =
    childOf(node, 'parameter') !== undefined || functions.has(node.childForFieldName('body')?.type ?? '');
  return named(name, isFunction ? 'function' : 'constant');
}

/** `let%test "…" = …` of ppx_inline_test and its kin. */
function testOf(node: Node): Definition | undefined {
  if (!/^test/.test(childOf(node, 'attribute_id')?.text ?? '')) return undefined;
  const [title] = node.descendantsOfType('string');
  return titled(title?.text ?? 'test');
}
