import type { LanguageRules } from './language-rules.ts';
import { childOf, named } from './nodes.ts';

export const tlaplus: LanguageRules = {
  version: 1,
  definitions: {
    module: 'module',
    operator_definition: 'function',
    function_definition: 'function',
    module_definition: 'module',
    theorem: 'constant',
  },
  wrappers: { local_definition: ['*'] },
  leading: ['comment', 'block_comment'],
  names: `
    (identifier_ref) @use
    (quantifier_bound intro: (identifier) @local)
    (operator_definition parameter: (identifier) @local)
    (new (identifier) @local)
  `,
  imports: ['extends', 'instance'],
  other: (node) =>
    node.type === 'constant_declaration' || node.type === 'variable_declaration'
      ? named(childOf(node, 'identifier'), 'constant')
      : undefined,
};
