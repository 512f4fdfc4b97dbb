import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf } from './nodes.ts';

export const make: LanguageRules = {
  version: 1,
  definitions: { variable_assignment: 'constant', define_directive: 'function' },
  wrappers: { conditional: ['*'] },
  leading: ['comment'],
  names: `
    (variable_reference (word) @use)
    (prerequisites (word) @use)
  `,
  imports: ['include_directive'],
  other: targetOf,
};

/** A rule goes by its first target; `.PHONY` and its kin say something about others. */
function targetOf(node: Node): Definition | undefined {
  const name = node.type === 'rule' ? childOf(node, 'targets')?.namedChild(0)?.text : undefined;
  return name === undefined || /^\.[A-Z]/.test(name) ? undefined : { name, kind: 'function' };
}
