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
