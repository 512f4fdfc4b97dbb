import { isDefiningCall } from './member-name.ts';
import type { SourceNode } from './source-tree.ts';

/**
 * What the order of a node's members means when two sides add some in the same place:
 * `keyed`: members are told apart by name, and new names go side by side;
 * `list`: elements have no names, and new ones go side by side;
 * `strict`: order is meaning, and who is first is for a person to say.
 */
export type Order = 'keyed' | 'list' | 'strict';

const ecmascript =
  'program class_body named_imports export_clause object object_pattern jsx_opening_element jsx_self_closing_element';
const typescript = `${ecmascript} interface_body object_type enum_body implements_clause extends_type_clause internal_module>statement_block module>statement_block`;
const tags = 'start_tag self_closing_tag';
const cFamily = 'translation_unit declaration_list field_declaration_list enumerator_list preproc_ifdef';

/** By language, as node types or as `parent>type`. */
const keyed = table({
  javascript: ecmascript,
  typescript,
  tsx: typescript,
  python: 'module class_definition>block import_from_statement dictionary call>argument_list match_statement>block',
  java: 'program class_body interface_body enum_body enum_body_declarations annotation_type_body type_list throws',
  kotlin: 'source_file import_list class_body enum_class_body when_expression',
  scala: 'compilation_unit template_body namespace_selectors enum_body case_block',
  go: 'source_file import_spec_list const_declaration var_declaration var_spec_list type_declaration field_declaration_list interface_type',
  rust: 'source_file declaration_list use_list enum_variant_list field_declaration_list field_initializer_list match_block',
  csharp: 'compilation_unit declaration_list enum_member_declaration_list base_list switch_expression',
  c: cFamily,
  cpp: cFamily,
  php: 'program declaration_list enum_declaration_list namespace_use_group class_interface_clause match_block',
  ruby: 'program class>body_statement module>body_statement hash case',
  swift: 'source_file class_body protocol_body enum_class_body switch_statement',
  dart: 'program class_body enum_body',
  html: tags,
  vue: tags,
  svelte: tags,
  css: 'stylesheet block',
  scss: 'stylesheet block',
  json: 'object',
  yaml: 'block_mapping flow_mapping',
  toml: 'document table inline_table',
  hcl: 'body object',
  lua: 'chunk',
  shell: 'program case_statement',
  powershell: 'program>statement_list class_statement enum_statement hash_literal_body',
  zig: 'source_file',
  solidity: 'source_file contract_body',
  haskell: 'imports',
  elixir: 'call>do_block',
});

const lists = table({
  javascript: 'array',
  typescript: 'array union_type',
  tsx: 'array union_type',
  python: 'list set',
  java: 'array_initializer element_value_array_initializer',
  go: 'literal_value',
  rust: 'array_expression',
  csharp: 'initializer_expression',
  c: 'initializer_list',
  cpp: 'initializer_list',
  php: 'array_creation_expression',
  ruby: 'array string_array symbol_array',
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
const suites: ReadonlySet<string> = new Set(['statement_block', 'body_statement', 'statement_list']);

/** `...others` may override what stands before it. */
const spread = /spread|splat|unpack|variadic|alias_node|jsx_expression|rest_pattern/;

const switches = /^(?:switch_body|switch_block|expression_switch_statement)$/;
const switchCase =
  /^(?:switch_case|switch_block_statement_group|expression_case|switch_rule|switch_section|case_statement|switch_statement_case)$/;
/** `case` of names and literals, of which none comes from an earlier one. */
const plainCase = /^case\s+[\p{L}\p{N}_.'",\s-]+(?::|->)/u;
const leaves = /\b(?:break|return|continue|throw)\b[^;\n}]*;?\s*\}?$/;

export function orderOf(language: string, node: SourceNode, parent: SourceNode | undefined): Order {
  const is = (set: ReadonlySet<string> | undefined) => set?.has(node.type) || set?.has(`${parent?.type}>${node.type}`);
  if (switches.test(node.type) || (node.type === 'compound_statement' && node.children.some(isCase))) {
    return casesOf(language, node);
  }
  if (node.type === 'token_tree' ? isRustList(node, parent) : isOfListCall(language, node, parent)) return 'list';
  if (language === 'python' && node.type === 'block' && node.children.every(isPythonImport)) return 'keyed';
  const isSuite = suites.has(node.type) && node.children.some(isDefiningCall);
  const order = isSuite || is(keyed.get(language)) ? 'keyed' : is(lists.get(language)) ? 'list' : 'strict';
  if (order === 'strict' || node.children.some(({ type }) => spread.test(type))) return 'strict';
  return order;
}

/** The items of `derive(…)` and `vec![…]`, which have no nodes of their own. */
function isRustList({ children }: SourceNode, parent: SourceNode | undefined): boolean {
  if (!parent || !/^(?:derive\b|vec!)/.test(parent.text)) return false;
  return children.every(({ named }, index) => !named || children[index + 1]?.named !== true);
}

/** As stand below `if TYPE_CHECKING:`. */
const isPythonImport = ({ type }: SourceNode) => /^(?:import_|comment$)/.test(type);

const argumentLists = /^(?:value_arguments|argument_list|arguments)$/;
const listCalls =
  /(?:^|[.\s])(?:\w*(?:[aA]rray|[lL]ist|[mM]ap|[sS]et|sequence)Of|(?:EnumSet|(?:Immutable)?(?:List|Set)|Stream)\.of|Arrays\.asList)$/;
const scalaCollections = /(?:^|\s)(?:Array|List|Map|Seq|Set|Vector)$/;

/** In languages without a literal for it, a list is what a function of a well-known name is given. */
function isOfListCall(language: string, { type, start }: SourceNode, parent: SourceNode | undefined): boolean {
  if (!argumentLists.test(type) || parent === undefined) return false;
  const called = parent.text.slice(0, start - parent.start);
  return listCalls.test(called) || (language === 'scala' && scalaCollections.test(called));
}

const isCase = ({ type }: SourceNode) => switchCase.test(type);

/** Cases of different values have no order where none falls through to the next. */
function casesOf(language: string, { children }: SourceNode): Order {
  const cases = children.filter((each) => isCase(each) && !each.text.startsWith('default'));
  const isFree = ({ type, text }: SourceNode) =>
    plainCase.test(text) && (language === 'go' || type === 'switch_rule' || leaves.test(text));
  return cases.every(isFree) ? 'keyed' : 'strict';
}

const bracketed =
  /^(?:dictionary|argument_list|hash|object|named_imports|export_clause|object_pattern|use_list|enum_variant_list|enumerator_list|field_initializer_list|flow_mapping|inline_table|import_from_statement|enum_member_declaration_list|namespace_selectors|namespace_use_group|type_list|throws|base_list|class_interface_clause|implements_clause|extends_type_clause)$/;

/** Whether commas stand between the members of a node, also where it has too few of them to show it. */
export function hasCommas(language: string, type: string, order: Order): boolean {
  if (order === 'list') return !/^(?:block_sequence|union_type|string_array|symbol_array)$/.test(type);
  return order === 'keyed' && bracketed.test(type) && language !== 'hcl';
}

function table(entries: Readonly<Record<string, string>>): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(Object.entries(entries).map(([language, types]) => [language, new Set(types.split(' '))]));
}
