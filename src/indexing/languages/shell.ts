import type { LanguageRules } from './language-rules.ts';

/** sh, bash and what is close to them. */
export const shell: LanguageRules = {
  version: 1,
  definitions: { function_definition: 'function', variable_assignment: 'constant' },
  wrappers: { declaration_command: ['variable_assignment'] },
  leading: ['comment'],
  isImport: (node) => node.type === 'command' && /^(?:source|\.)$/.test(node.childForFieldName('name')?.text ?? ''),
};
