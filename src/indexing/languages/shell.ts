import type { LanguageRules } from './language-rules.ts';

/** sh, bash and what is close to them. */
export const shell: LanguageRules = {
  version: 1,
  definitions: { function_definition: 'function', variable_assignment: 'constant' },
  wrappers: { declaration_command: ['variable_assignment'] },
  leading: ['comment'],
  names: `
    (command_name (word) @use)
    (simple_expansion (variable_name) @use)
    (expansion (variable_name) @use)
    (variable_assignment name: (variable_name) @local)
    (for_statement variable: (variable_name) @local)
  `,
  isImport: (node) => node.type === 'command' && /^(?:source|\.)$/.test(node.childForFieldName('name')?.text ?? ''),
};
