import type { Node } from 'web-tree-sitter';

/** Types of nodes that run a part for each of several things. */
export const isLoop =
  /^(?:for|for_statement|for_in_statement|for_expression|foreach_statement|enhanced_for_statement|foreach|for_range_loop)$/;

/** Expressions of many languages that are plainly empty. */
const empty: readonly RegExp[] = [
  /^&?\[\s*\]$|^\(\s*\)$|^%?\{\s*\}$|^nil$/,
  /^range\(0\)$|^(?:set|list|tuple|dict|array)\(\s*\)$/,
  /^vec!\[\s*\]$|^\w{1,20}::new\(\)$/,
  // Go's composite literals.
  /^(?:\[\]|map\[\w{1,20}\])[^{}]{1,80}(?:\{[^{}]{0,200}\})?\{\s*\}$/,
  /^new\s[\w.<>, ]{1,60}(?:\[\s*0?\s*\]\s*(?:\{\s*\})?|\(\s*\)\s*(?:\{\s*\})?|\{\s*\})$/,
  /^(?:\w{1,20}\.)?(?:List|Set|Map|Stream|Array|Enumerable|Collections)\.(?:<[\w ,.]{1,40}>)?(?:of|[eE]mpty\w{0,10})(?:<[\w ,.]{1,40}>)?\(\s*\)$/,
  /^(?:empty(?:List|Set|Map|Array|Sequence)|(?:list|set|map|array)Of)(?:<[\w ,.?]{1,40}>)?\(\s*\)$/,
  /^(?:std::)?(?:vector|array|list|set|map)<[\w:, <>]{1,60}>\s*(?:\{\s*\}|\(\s*\))$/,
  /^\[[\w.: ]{1,40}\]\(\s*\)$/,
];
const longest = 300;

const isEmpty = (written: string) => empty.some((pattern) => pattern.test(written));

/** Whether a loop plainly goes over nothing: over an empty literal, or over a name that was given one just before. */
export function isOverNothing(node: Node, text: string): boolean {
  const over = isLoop.test(node.type) ? overOf(node, text) : undefined;
  if (over === undefined) return false;
  return isEmpty(over) || (/^\$?[A-Za-z_]\w{0,60}$/.test(over) && isEmptyName(over, node.startIndex, text));
}

/** A call that gives a function each item of an empty list, or takes each of one into a comprehension. */
export function isCallForNothing(callee: string, argumentText: string): boolean {
  if (/^\[\s*\]\.(?:forEach|each|map|every|some|filter)$/.test(callee)) return true;
  if (/^Enum\.(?:each|map|all\?)$/.test(callee)) return /^\[\s*\]\s*,/.test(argumentText);
  return callee === 'for' && /<-\s*\[\s*\]\s*(?:,|$)/.test(argumentText.slice(0, longest));
}

/** What a loop goes over, as it is written. */
function overOf(node: Node, text: string): string | undefined {
  const parts = node.namedChildren.filter((child) => child !== null);
  const clause = parts[0]?.type === 'range_clause' ? parts[0] : node;
  const fields = ['right', 'value', 'collection', 'iterable'];
  const given = fields.map((field) => clause.childForFieldName(field)).find((child) => child !== null);
  // The grammars of PHP and Kotlin name no fields here.
  const over = given ?? { foreach_statement: parts[0], for_statement: parts[1] }[node.type];
  if (!over || over.endIndex - over.startIndex > longest) return undefined;
  return text
    .slice(over.startIndex, over.endIndex)
    .replace(/^in\s+/, '')
    .trim();
}

/** In characters, before a loop. */
const mostBefore = 2_000;

/** Whether a name was last given something empty, and is mentioned nowhere between that and the loop. */
function isEmptyName(name: string, at: number, text: string): boolean {
  const before = text.slice(Math.max(0, at - mostBefore), at);
  const mention = before.lastIndexOf(name);
  if (mention === -1 || /[\w$.]$/.test(before.slice(0, mention))) return false;
  const [line = ''] = before.slice(mention + name.length).split('\n', 1);
  const isDeclared =
    /\bvar\s+$/.test(before.slice(Math.max(0, mention - 8), mention)) && /^\s+(?:\[\]|map\[)[\w.*[\]]+$/.test(line);
  const given = /^\s*(?::[^=]{1,60})?:?=\s*(.*)$/.exec(line.slice(0, longest))?.[1];
  return isDeclared || (given !== undefined && isEmpty(given.replace(/\s*(?:;|#.*|\/\/.*)?$/, '')));
}
