import type { Node } from 'web-tree-sitter';
import type { ChunkKind } from '../chunk.ts';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, dotted, named, titled } from './nodes.ts';

const names = `
  (identifier) @use
  (type_identifier) @member
  (field_expression field: (field_identifier) @member)
  (parameter_declaration declarator: (identifier) @local)
  (pointer_declarator declarator: (identifier) @local)
  (array_declarator declarator: (identifier) @local)
  (init_declarator declarator: (identifier) @local)
  (declaration declarator: (identifier) @local)
  (preproc_params (identifier) @local)
  (function_declarator declarator: (identifier) @declared)
  (struct_specifier name: (type_identifier) @declared body: (_))
  (union_specifier name: (type_identifier) @declared body: (_))
  (enum_specifier name: (type_identifier) @declared body: (_))
  (type_definition declarator: (type_identifier) @declared)
  (enumerator name: (identifier) @declared)
  (preproc_def name: (identifier) @declared)
  (preproc_function_def name: (identifier) @declared)
`;

export const c: LanguageRules = {
  version: 1,
  definitions: {
    preproc_function_def: 'function',
    alias_declaration: 'type',
    concept_definition: 'type',
  },
  wrappers: {
    template_declaration: ['*'],
    preproc_ifdef: ['*'],
    preproc_if: ['*'],
    preproc_else: ['*'],
    preproc_elif: ['*'],
    linkage_specification: ['body'],
    namespace_definition: ['body'],
    declaration_list: ['*'],
    declaration: ['type'],
    field_declaration: ['type'],
  },
  leading: ['comment', 'template_parameter_list'],
  names,
  imports: ['preproc_include'],
  other: definitionOf,
};

/** Its grammar is built on that of C. */
export const cpp: LanguageRules = {
  ...c,
  names: `${names}
    (namespace_identifier) @member
    (qualified_identifier name: (identifier) @member)
    (template_method name: (field_identifier) @member)
    (reference_declarator (identifier) @local)
    (optional_parameter_declaration declarator: (identifier) @local)
    (for_range_loop declarator: (identifier) @local)
    (type_parameter_declaration (type_identifier) @local)
    (function_declarator declarator: (qualified_identifier name: (identifier) @declared))
    (class_specifier name: (type_identifier) @declared body: (_))
    (destructor_name (identifier) @declared)
    (alias_declaration name: (type_identifier) @declared)
    (namespace_definition name: (namespace_identifier) @declared)
    (concept_definition name: (identifier) @declared)
  `,
};

const typeKinds: Readonly<Record<string, ChunkKind>> = {
  struct_specifier: 'class',
  class_specifier: 'class',
  union_specifier: 'class',
  enum_specifier: 'enum',
};

function definitionOf(node: Node): Definition | undefined {
  switch (node.type) {
    case 'function_definition':
      return testOf(node) ?? ofDeclarator(node.childForFieldName('declarator'), 'function');
    case 'namespace_definition': {
      const name = node.childForFieldName('name');
      return name ? { name: dotted(name.text), kind: 'module' } : undefined;
    }
    case 'struct_specifier':
    case 'class_specifier':
    case 'union_specifier':
    case 'enum_specifier':
      // `typedef struct line { … } line_t` goes by its last name.
      return node.childForFieldName('body') && node.parent?.type !== 'type_definition'
        ? ofName(node, typeKinds[node.type] ?? 'class')
        : undefined;
    case 'type_definition': {
      const type = node.childForFieldName('type');
      const kind = type?.childForFieldName('body') ? typeKinds[type.type] : undefined;
      return ofDeclarator(node.childForFieldName('declarator'), kind ?? 'type');
    }
    // A guard against double inclusion has no value.
    case 'preproc_def':
      return node.childForFieldName('value') ? named(node.childForFieldName('name'), 'constant') : undefined;
    case 'declaration':
      return constantOf(node);
    default:
      return undefined;
  }
}

function ofName(node: Node, kind: ChunkKind): Definition | undefined {
  const name = node.childForFieldName('name');
  return name ? { name: dotted(name.text), kind } : undefined;
}

function constantOf(node: Node): Definition | undefined {
  const isConstant = node.namedChildren.some(
    (child) => child?.type === 'type_qualifier' && /^const(?:expr|init)?$/.test(child.text),
  );
  return isConstant ? ofDeclarator(childOf(node, 'init_declarator'), 'constant') : undefined;
}

const nameTypes = new Set([
  'identifier',
  'field_identifier',
  'type_identifier',
  'qualified_identifier',
  'destructor_name',
  'operator_name',
]);

/** The name is inside of pointers, references, parameters and brackets. */
function ofDeclarator(declarator: Node | null | undefined, kind: ChunkKind): Definition | undefined {
  let node = declarator;
  while (node && !nameTypes.has(node.type)) node = node.childForFieldName('declarator') ?? node.namedChild(0);
  return node ? { name: dotted(node.text), kind } : undefined;
}

/** GoogleTest's `TEST(Suite, Name) { … }` reads as a function without a type. */
function testOf(node: Node): Definition | undefined {
  const declarator = node.childForFieldName('declarator');
  const macro = declarator?.childForFieldName('declarator')?.text ?? '';
  if (node.childForFieldName('type') !== null || !/^(?:TYPED_)?TEST(?:_[FP])?$|^TEST_CASE$/.test(macro))
    return undefined;
  const parameters = declarator?.childForFieldName('parameters')?.namedChildren ?? [];
  return titled(parameters.map((parameter) => parameter?.text).join('.'));
}
