import { isDefiningCall } from './member-name.ts';
import type { SourceNode } from './source-tree.ts';

/**
 * What the order of a node's members means when two sides add some in the same place:
 * `keyed`: members are told apart by name, and new names go side by side;
 * `list`: elements have no names, and new ones go side by side;
 * `strict`: order is meaning, and who is first is for a person to say.
 */
export type Order = 'keyed' | 'list' | 'strict';

const ecmascript = 'program class_body named_imports export_clause object';
const typescript = `${ecmascript} interface_body object_type enum_body internal_module>statement_block module>statement_block`;
const cFamily = 'translation_unit declaration_list field_declaration_list enumerator_list preproc_ifdef';

/** By language, as node types or as `parent>type`. */
const keyed = table({
  javascript: ecmascript,
  typescript,
  tsx: typescript,
  python: 'module class_definition>block import_from_statement dictionary',
  java: 'program class_body interface_body enum_body enum_body_declarations annotation_type_body type_list',
  kotlin: 'source_file import_list class_body enum_class_body',
  scala: 'compilation_unit template_body namespace_selectors enum_body',
  go: 'source_file import_spec_list const_declaration var_declaration var_spec_list type_declaration field_declaration_list interface_type',
  rust: 'source_file declaration_list use_list enum_variant_list field_declaration_list field_initializer_list',
  csharp: 'compilation_unit declaration_list enum_member_declaration_list',
  c: cFamily,
  cpp: cFamily,
  php: 'program declaration_list enum_declaration_list namespace_use_group',
  ruby: 'program class>body_statement module>body_statement hash',
  swift: 'source_file class_body protocol_body enum_class_body',
  dart: 'program class_body enum_body',
  css: 'stylesheet block',
  json: 'object',
  yaml: 'block_mapping flow_mapping',
  toml: 'document table inline_table',
  hcl: 'body object',
  lua: 'chunk',
  shell: 'program',
  zig: 'source_file',
  solidity: 'source_file contract_body',
  haskell: 'imports',
  elixir: 'call>do_block',
});

const lists = table({
  javascript: 'array',
  typescript: 'array',
  tsx: 'array',
  python: 'list set',
  java: 'array_initializer element_value_array_initializer',
  go: 'literal_value',
  rust: 'array_expression',
  csharp: 'initializer_expression',
  c: 'initializer_list',
  cpp: 'initializer_list',
  php: 'array_creation_expression',
  ruby: 'array',
  swift: 'array_literal dictionary_literal',
  dart: 'list_literal set_or_map_literal',
  json: 'array',
  yaml: 'block_sequence flow_sequence',
  toml: 'array',
  hcl: 'tuple',
  lua: 'table_constructor',
});

/** In these, white space before a line is syntax. */
export const indented: ReadonlySet<string> = new Set(['python', 'yaml', 'haskell', 'make', 'scala', 'fsharp']);

/** Blocks that may be a test suite's, whose tests have names. */
const suites: ReadonlySet<string> = new Set(['statement_block', 'body_statement']);

/** `...others` may override what stands before it. */
const spread = /spread|splat|unpack|variadic|alias_node/;

export function orderOf(language: string, node: SourceNode, parent: SourceNode | undefined): Order {
  const is = (set: ReadonlySet<string> | undefined) => set?.has(node.type) || set?.has(`${parent?.type}>${node.type}`);
  const isSuite = suites.has(node.type) && node.children.some(isDefiningCall);
  const order = isSuite || is(keyed.get(language)) ? 'keyed' : is(lists.get(language)) ? 'list' : 'strict';
  if (order === 'strict' || node.children.some(({ type }) => spread.test(type))) return 'strict';
  return order;
}

const bracketed =
  /^(?:dictionary|hash|object|named_imports|export_clause|use_list|enum_variant_list|enumerator_list|field_initializer_list|flow_mapping|inline_table|import_from_statement|enum_member_declaration_list|namespace_selectors|namespace_use_group|type_list)$/;

/** Whether commas stand between the members of a node, also where it has too few of them to show it. */
export function hasCommas(language: string, type: string, order: Order): boolean {
  if (order === 'list') return type !== 'block_sequence';
  return order === 'keyed' && bracketed.test(type) && language !== 'hcl';
}

function table(entries: Readonly<Record<string, string>>): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(Object.entries(entries).map(([language, types]) => [language, new Set(types.split(' '))]));
}
