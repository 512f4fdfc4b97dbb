import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { named, titled } from './nodes.ts';

export const scala: LanguageRules = {
  version: 1,
  definitions: {
    class_definition: 'class',
    object_definition: 'class',
    package_object: 'class',
    trait_definition: 'interface',
    enum_definition: 'enum',
    type_definition: 'type',
    function_definition: 'function',
    function_declaration: 'function',
  },
  leading: ['comment', 'block_comment', 'annotation'],
  imports: ['import_declaration'],
  other: definitionOf,
};

/** By convention constants begin with a capital: the other values of a class are its fields. */
function definitionOf(node: Node): Definition | undefined {
  if (node.type === 'val_definition') {
    const name = node.childForFieldName('pattern');
    return name?.type === 'identifier' && /^[A-Z]/.test(name.text) ? named(name, 'constant') : undefined;
  }
  return node.type === 'call_expression' ? testOf(node) : undefined;
}

/** ScalaTest and MUnit: `test("…") { … }`. */
function testOf(call: Node): Definition | undefined {
  const isTest = /^(?:test|it|describe|feature|scenario)$/.test(call.childForFieldName('function')?.text ?? '');
  const title = call.childForFieldName('arguments')?.namedChild(0);
  return isTest && title?.type === 'string' ? titled(title.text) : undefined;
}
