import type { Node } from 'web-tree-sitter';

/** Types of nodes whose statements come one after the other. */
export const isBlock = /block|statements|body|statement_list|program|then/;

/** Types of nodes with parts that are run under a condition. */
export const isCondition = /^(?:if|unless|elif|conditional_|ternary|switch|case|match|when|guard|preproc_if)/;

/** Whether a condition is plainly false. */
export function isNever(node: Node): boolean {
  const condition = node.childForFieldName('condition') ?? node.namedChild(0);
  const length = condition === null ? 99 : condition.endIndex - condition.startIndex;
  return (
    condition !== null && length < 12 && /^\(?\s*(?:!\s*true|false|False|0|nil|None|null)\s*\)?$/.test(condition.text)
  );
}

/** Types of nodes that run a part for each of several things. */
export const isLoop =
  /^(?:for|for_statement|for_in_statement|for_expression|foreach_statement|enhanced_for_statement|foreach)$/;
const nothing =
  /^\(?\s*(?:\[\s*\]|\(\s*\)|\{\s*\}|range\(0\)|(?:set|list|tuple|dict|array)\(\)|vec!\[\]|\[\]\w{1,20}\{\})\s*\)?$/;

/** Whether a loop plainly goes over nothing. */
export function isOverNothing(node: Node): boolean {
  if (!isLoop.test(node.type)) return false;
  const over = ['right', 'value', 'collection', 'iterable'].flatMap((field) => node.childForFieldName(field) ?? [])[0];
  return over !== undefined && over.endIndex - over.startIndex < 30 && nothing.test(over.text);
}

/** A call that gives a function each item of an empty list. */
export const callsForNothing = /^\[\s*\]\.(?:forEach|each|map|every|some|filter)$/;

const handlers = /^(?:catch_clause|except_clause|except_group_clause|rescue|catch_block|rescue_block)$/;
const failing = /\b(?:throw|raise|fail\w*|panic|assert\w*|expect|rethrow|flunk|XCTFail|Fatalf?|Errorf?|reject|done)\b/;

/** The body of a `try` all of whose handlers go on after a failed assertion. */
export function swallowedIn(node: Node, text: string): { readonly from: number; readonly until: number } | undefined {
  if (node.type === 'rescue_modifier') return { from: node.startIndex, until: node.endIndex };
  if (node.type === 'with_statement') {
    const end = node.childForFieldName('body')?.startIndex ?? node.startIndex;
    const suppressed = /\bsuppress\s*\(([^)]*)\)/.exec(
      text.slice(node.startIndex, Math.min(end, node.startIndex + 400)),
    );
    const isBroad = /Assertion|\b(?:Base)?Exception\b/.test(suppressed?.[1] ?? '');
    return isBroad ? { from: node.startIndex, until: node.endIndex } : undefined;
  }
  const caughtBy = node.namedChildren.filter((child) => child !== null && handlers.test(child.type));
  if (caughtBy.length === 0) return undefined;
  const swallows = caughtBy.some((child) => {
    if (child === null) return false;
    const handler = text.slice(child.startIndex, Math.min(child.endIndex, child.startIndex + 4_000));
    const narrow =
      /^(?:except\*?|rescue|catch)\b[ (]*(?!.*(?:Assertion|\b(?:Base)?Exception\b|Throwable|\bError\b))[A-Z]\w*/.test(
        handler.split('\n', 1)[0] ?? '',
      );
    return !narrow && !failing.test(handler);
  });
  const first = caughtBy[0];
  return swallows && first ? { from: node.startIndex, until: first.startIndex } : undefined;
}
