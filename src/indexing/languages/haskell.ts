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
