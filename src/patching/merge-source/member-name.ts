import type { SourceNode } from './source-tree.ts';

/** How a member is known among its siblings. */
export interface MemberName {
  /** No two members of one node may share it, but for overloads and the like. */
  readonly name: string;
  /** Tells those apart; undefined where nothing does. */
  readonly full: string | undefined;
}

const wrappers = /^(?:export_statement|decorated_definition|ambient_declaration|template_declaration)$/;
const imports = /^(?:import|using|use_|namespace_use|preproc_include|extern_crate|library_import|package)/;
const named =
  /(?:definition|declaration|declarator|_item|method|function|signature|class|module|module_definition|interface|_def|alias|field|property|pair|pair_pattern|assignment_pattern|member|constant|variant|keyword_argument|enumerator|specifier|spec|elem|element|entry|attribute|initializer|rule_set|assignment|object_elem|block_mapping_pair|preproc_function_def|enum_case)$/;
const plainNames =
  /^(?:identifier|name|qualified_name|qualified_identifier|type_identifier|shorthand_property_identifier|shorthand_property_identifier_pattern|shorthand_field_initializer|property_identifier|dotted_name|aliased_import|scoped_identifier|use_as_clause|scoped_type_identifier|generic_type|namespace_use_clause|arrow_renamed_identifier)$/;

const switchLabel =
  /^(?:switch_case|switch_block_statement_group|switch_statement_case|expression_case|switch_rule|switch_section|case_statement|case_item|switch_entry|switch_expression_arm|match_arm|match_conditional_expression|when|when_entry|case_clause)$/;
/** In these, a plain name stands for any value or for a type. */
const patternLabel = /^(?:match_arm|case_clause|switch_entry|switch_expression_arm|switch_section|when)$/;
/** What stands before the colon or the arrow of a case. */
const beforeColon = /^(?:'[^'\n]*'|"[^"\n]*"|::|[^'":=-]|-(?!>)|=(?!>))*/;
const literal = /^(?:-?\d[\w.]*|'[^'\n]*'|"[^"\n]*"|:\w+)$/;
const constant = /^[.\\]?[\p{L}_][\p{L}\p{N}_]*(?:(?:\.|::)[\p{L}_][\p{L}\p{N}_]*)*$/u;

const importLists = /^(?:use_list|import_spec_list|namespace_selectors|namespace_use_group|import_list)$/;

/** Calls of Ruby, Elixir and tests that define what their first argument names, and do not depend on their order. */
const definingCalls =
  /^(?:require|require_relative|autoload|gem|attr_\w+|test|it|describe|context|has_many|has_one|belongs_to|scope|validates|delegate|def|defp|defmacro)$/;

/** A test of Pester, in PowerShell, which is a command. */
const pesterTest = /^(?:It|Describe|Context)\s+(?:-Name\s+)?(?:"[^"\n]*"|'[^'\n]*')/i;

/** Whether a node is such a call, as the blocks of test suites hold them. */
export const isDefiningCall = (node: SourceNode) =>
  (/^(?:expression_statement|call)$/.test(node.type) && isTest(node.text)) || isPesterTest(node);

const isPesterTest = ({ type, text }: SourceNode) => type === 'pipeline' && pesterTest.test(text);

/** Also `test.only` and `it.each(…)`. */
const isTest = (called: string) => /^(?:it|test|describe|context)\b/.test(called);

/** Undefined where a node has no name: a statement, a call, a token. */
export function memberName(node: SourceNode): MemberName | undefined {
  const inner = unwrap(node);
  const name = nameOf(inner);
  if (name === undefined) return undefined;
  if (inner.type === 'declaration' && name === cssName(inner)) return { name, full: cssFullName(inner) };
  const isWhole = imports.test(inner.type) || inner.type === 'export_statement';
  const rest = isWhole ? inner.text : (parametersOf(inner)?.text ?? '');
  return { name, full: `${inner.type} ${name} ${squash(rest)}` };
}

function unwrap(node: SourceNode): SourceNode {
  const inner = node.children.find(({ field }) => field === 'declaration' || field === 'definition');
  const only = node.type === 'expression_statement' && node.children.length <= 2 ? node.children[0] : undefined;
  const isWrapper = wrappers.test(node.type) && !isReexport(node);
  const wrapped = isWrapper ? (inner ?? node.children.at(-1)) : only;
  return wrapped && wrapped !== node && wrapped.named ? unwrap(wrapped) : node;
}

/** `export { a } from 'a'`. */
const isReexport = ({ type, children }: SourceNode) =>
  type === 'export_statement' && children.some(({ field }) => field === 'source');

function nameOf(node: SourceNode): string | undefined {
  const { type, text } = node;
  if (!node.named) return undefined;
  if (/comment/.test(type)) return text.length > 20 ? `comment ${text}` : undefined;
  if (plainNames.test(type)) return squash(text);
  if (switchLabel.test(type)) return labelName(node);
  if (imports.test(type)) return importLists.test(type) ? undefined : importName(node);
  if (type === 'call' || type === 'call_expression') return callName(node);
  if (type === 'table' || type === 'pair')
    return withPlainQuotes(textOf(node.children.find((child) => child.named)) ?? '') || undefined;
  if (type === 'declaration' && child(node, /^property_name$/)) return cssName(node);
  if (type === 'rule_set') return textOf(child(node, /^selectors$/));
  if (type === 'block' && child(node, /^block_start$/)) return blockName(node);
  if (isReexport(node)) return `export ${fields(node, ['source']).map(withPlainQuotes).join()}`;
  if (type === 'export_statement') return text.length < 400 ? squash(text) : undefined;
  if (type === 'impl_item') return squash(fields(node, ['trait', 'type']).join(' for ')) || undefined;
  if (isPesterTest(node)) return withPlainQuotes(pesterTest.exec(text)?.[0] ?? '');
  if (type === 'function_statement') return textOf(child(node, /^function_name$/));
  if (type === 'keyed_element' || type === 'array_element_initializer' || type === 'hash_entry')
    return keyBeforeValue(node);
  if (!named.test(type)) return undefined;
  if (/assignment/.test(type)) return assignedName(node);
  return declaredName(node);
}

function importName(node: SourceNode): string | undefined {
  const source = fields(node, ['module_name', 'source']).map(withPlainQuotes).join();
  if (node.type === 'import_statement' && source !== '') {
    // What is imported for its effects is imported in order.
    return child(node, /^import_clause$/) ? `import ${source}` : undefined;
  }
  if (source !== '') return `import ${source}`;
  const list = node.children.flatMap((part) => [part, ...part.children]).find(({ type }) => importLists.test(type));
  if (list) return `import ${squash(node.text.slice(0, list.start - node.start))}`;
  return `import ${squash(node.text)}`;
}

/** The values of a case; undefined where it may stand for others too, and so comes before or behind them for a reason. */
function labelName({ type, text }: SourceNode): string | undefined {
  const isValue = (value: string) => literal.test(value) || (constant.test(value) && isConstant(type, value));
  const values = labelOf(type, text)
    .split(/[,|]/)
    .map((value) => value.trim());
  return values.every(isValue) ? `case ${values.join()}` : undefined;
}

function labelOf(type: string, text: string): string {
  if (type === 'case_item') return text.slice(0, text.indexOf(')')).replace(/(?<=^|[\s|])--?(?=\w)/g, '');
  if (type === 'when') return (text.split(/\n|\bthen\b/, 1)[0] ?? '').replace(/^when\b/, '');
  const label = (beforeColon.exec(text)?.[0] ?? '').replace(/^case\b/, '');
  // What a variant of Rust holds is no part of its name.
  return type === 'match_arm' ? label.replace(/\s*(?:\([^()'"]*\)|\{[^{}'"]*\})/g, '') : label;
}

function isConstant(type: string, name: string): boolean {
  if (!patternLabel.test(type)) return true;
  return type !== 'when' && (/[.:]/.test(name) || (type === 'match_arm' && /^\p{Lu}/u.test(name)));
}

function callName(node: SourceNode): string | undefined {
  const [called] = fields(node, ['method', 'function', 'target']);
  const receiver = node.children.some(({ field }) => field === 'receiver');
  if (called === undefined || receiver || !(definingCalls.test(called) || isTest(called))) return undefined;
  const given = node.children
    .find(({ field, type }) => field === 'arguments' || type === 'arguments')
    ?.children.find((part) => part.named);
  // The clauses of a function of Elixir have an order.
  return given && `${called} ${called.startsWith('def') ? given.text.split('(', 1)[0] : withPlainQuotes(given.text)}`;
}

/** `margin` and `margin-top` meet: which of them comes last matters. */
function cssName(node: SourceNode): string | undefined {
  const property = textOf(child(node, /^property_name$/));
  return property?.startsWith('-') ? property : property?.split('-', 1)[0];
}

/** Tells `font-family` from `font-weight`; undefined where some of a name may stand for others of it. */
function cssFullName(node: SourceNode): string | undefined {
  const [family = '', member] = textOf(child(node, /^property_name$/))?.split('-') ?? [];
  return member === undefined || /^(?:border|grid|flex|)$/.test(family) ? undefined : `${family}-${member}`;
}

function blockName(node: SourceNode): string {
  const start = node.children.findIndex(({ type }) => type === 'block_start');
  return node.children
    .slice(0, start)
    .map(({ text }) => text)
    .join(' ');
}

function keyBeforeValue(node: SourceNode): string | undefined {
  const arrow = node.children.some(({ type }) => /^(?::|=>?)$/.test(type));
  return arrow ? textOf(node.children[0]) : undefined;
}

function assignedName(node: SourceNode): string | undefined {
  const left = node.children.find(({ field }) => field === 'left');
  return left && /^(?:identifier|constant|type_identifier|shorthand_property_identifier_pattern)$/.test(left.type)
    ? left.text
    : undefined;
}

function declaredName(node: SourceNode): string | undefined {
  // A group, as Go has them, has no name of its own.
  if (/^(?:const|var|type)_declaration$/.test(node.type) && child(node, /^\($/)) return undefined;
  const receiver = node.children.find(({ field }) => field === 'receiver')?.text.replace(/^\(\s*\w+\s+/, '(') ?? '';
  const pattern = node.children.find(({ field, type }) => field === 'name' && /^(?:object|array)_pattern$/.test(type));
  // What is taken out of a thing, as of a module that is required, is a list that grows.
  if (pattern) return `from ${fields(node, ['value']).map(squash).join() || squash(pattern.text)}`;
  const names = fields(node, ['name', 'key', 'field']);
  if (names.length > 0) return receiver + names.map(squash).join();
  const declarators = node.children.filter(
    ({ field, type }) =>
      field === 'declarator' || /declarat(?:or|ion)$|_spec$|signature$|^(?:property|const)_element$/.test(type),
  );
  const deeper = declarators.map(declaredName).filter((name) => name !== undefined);
  if (deeper.length > 0) return deeper.join();
  return textOf(
    node.children.find(
      ({ type }) =>
        /identifier$|^(?:attribute_name|constant|name|simple_name|variable|variable_name|bare_key|dotted_key|operator_name)$/.test(
          type,
        ) && !/^(?:type|primitive)/.test(type),
    ) ?? child(node, /^type_identifier$/),
  );
}

function parametersOf(node: SourceNode): SourceNode | undefined {
  for (const part of node.children) {
    if (part.field === 'parameters' || /parameter/.test(part.type)) return part;
    const deeper = part.field === 'declarator' ? parametersOf(part) : undefined;
    if (deeper) return deeper;
  }
  return undefined;
}

const child = (node: SourceNode, type: RegExp) => node.children.find((part) => type.test(part.type));
const textOf = (node: SourceNode | undefined) => node && squash(node.text);
/** A formatter may change which quotes there are. */
const withPlainQuotes = (text: string) => text.replace(/^(['"`])(.*)\1$/s, '"$2"');
const squash = (text: string) => text.replace(/\s+/g, ' ');
const fields = (node: SourceNode, names: readonly string[]) =>
  node.children.filter(({ field }) => names.includes(field)).map(({ text }) => text);
