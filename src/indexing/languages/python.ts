import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';

export const python: LanguageRules = {
  version: 2,
  definitions: {
    function_definition: 'function',
    class_definition: 'class',
  },
  wrappers: {
    decorated_definition: ['definition'],
    expression_statement: ['assignment'],
  },
  leading: ['comment', 'decorator'],
  imports: ['import_statement', 'import_from_statement', 'future_import_statement'],
  other: assignment,
};

function assignment(node: Node): Definition | undefined {
  const name = node.type === 'assignment' ? node.childForFieldName('left') : null;
  return name?.type === 'identifier' ? { name: name.text, kind: 'constant' } : undefined;
}
