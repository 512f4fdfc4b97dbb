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
  names: `
    (identifier) @use
    (attribute attribute: (identifier) @member)
    (assignment left: (identifier) @local)
    (named_expression name: (identifier) @local)
    (pattern_list (identifier) @local)
    (tuple_pattern (identifier) @local)
    (list_pattern (identifier) @local)
    (for_statement left: (identifier) @local)
    (for_in_clause left: (identifier) @local)
    (as_pattern_target (identifier) @local)
    (parameters (identifier) @local)
    (lambda_parameters (identifier) @local)
    (typed_parameter (identifier) @local)
    (default_parameter name: (identifier) @local)
    (typed_default_parameter name: (identifier) @local)
    (list_splat_pattern (identifier) @local)
    (dictionary_splat_pattern (identifier) @local)
    (keyword_argument name: (identifier) @declared)
    (function_definition name: (identifier) @declared)
    (class_definition name: (identifier) @declared)
    (dotted_name (identifier) @declared)
    (import_statement name: (dotted_name (identifier) @member .))
    (import_from_statement name: (dotted_name (identifier) @member .))
    (aliased_import name: (dotted_name (identifier) @member .))
    (class_pattern (dotted_name (identifier) @member .))
    (aliased_import alias: (identifier) @declared)
  `,
  imports: ['import_statement', 'import_from_statement', 'future_import_statement'],
  other: assignment,
};

function assignment(node: Node): Definition | undefined {
  const name = node.type === 'assignment' ? node.childForFieldName('left') : null;
  return name?.type === 'identifier' ? { name: name.text, kind: 'constant' } : undefined;
}
