import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';

/** A signature stands before its equations; each equation is a node. */
export const haskell: LanguageRules = {
  version: 1,
  definitions: {
    function: 'function',
    bind: 'constant',
    data_type: 'type',
    newtype: 'type',
    type_synomym: 'type',
    type_family: 'type',
    class: 'interface',
  },
  wrappers: { declarations: ['*'], class_declarations: ['*'], instance_declarations: ['*'] },
  leading: ['comment', 'haddock', 'pragma', 'signature'],
  names: `
    [(variable) (name) (constructor)] @use
    (patterns (variable) @local)
    (patterns (parens (apply argument: (variable) @local)))
    (patterns (parens (infix (variable) @local)))
    (local_binds (bind name: (variable) @local))
    (local_binds (function name: (variable) @local))
    (generator pattern: (variable) @local)
    (bind pattern: (variable) @local)
    (field_name (variable) @declared)
    (export (_) @declared)
    (declarations (function name: (variable) @declared))
    (declarations (bind name: (variable) @declared))
    (class_declarations (function name: (variable) @declared))
    (class_declarations (bind name: (variable) @declared))
    (instance_declarations (function name: (variable) @declared))
    (instance_declarations (bind name: (variable) @declared))
    (signature name: (variable) @declared)
    (data_type name: (name) @declared)
    (newtype name: (name) @declared)
    (type_synomym name: (name) @declared)
    (class name: (name) @declared)
    (prefix name: (constructor) @declared)
    (record name: (constructor) @declared)
  `,
  imports: ['imports'],
  other: definitionOf,
};

function definitionOf(node: Node): Definition | undefined {
  const name = node.childForFieldName('name')?.text;
  if (name === undefined) return undefined;
  if (node.type === 'signature' && node.parent?.type === 'class_declarations') return { name, kind: 'function' };
  if (node.type !== 'instance') return undefined;
  const type = node
    .childForFieldName('patterns')
    ?.text.replaceAll(/[^\w']+/g, ' ')
    .trim();
  return { name: type ? `${name}.${type}` : name, kind: 'class', reopens: true };
}
