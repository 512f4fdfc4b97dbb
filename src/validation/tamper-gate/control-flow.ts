import type { Node } from 'web-tree-sitter';

/** Types of nodes whose statements come one after the other. */
export const isBlock = /block|statements|body|statement_list|program|then/;

/** Types of nodes with parts that are run under a condition, or when the test may be over. */
export const isCondition =
  /^(?:if|unless|elif|conditional_|ternary|switch|case|match|when|guard|preproc_if|go_statement)/;

/** Types of nodes that leave a test, or a round of a loop, and fail nothing. */
export const isLeaving = /^(?:return|continue|break|next)(?:_statement|_expression)?$/;
const isFork = /^(?:if|unless|elif|switch|case|match|when|guard)/;

/** What is left out where a condition holds: the rest of the block after `if (…) return;`. None where it fails first. */
export function leftOutBy(
  node: Node,
  above: readonly (Node | undefined)[],
  text: string,
): { readonly from: number; readonly until: number } | undefined {
  const [condition, level] = forkAround(above);
  if (condition === undefined) return undefined;
  const until = Math.min(node.endIndex, condition.startIndex + 2_000);
  if (failing.test(text.slice(condition.startIndex, until))) return undefined;
  const block = above.slice(0, level).findLast((each) => each && isBlock.test(each.type));
  return block && { from: condition.endIndex, until: block.endIndex };
}

/** The outermost of the conditions that a statement stands in, with nothing but blocks between, and its place in `above`. */
function forkAround(above: readonly (Node | undefined)[]): readonly [fork: Node | undefined, level: number] {
  let fork: Node | undefined;
  let level = above.length;
  for (let at = level - 1; at >= Math.max(0, level - 3); at -= 1) {
    const each = above[at];
    if (each && isFork.test(each.type)) [fork, level] = [each, at];
    else if (each && !isBlock.test(each.type)) break;
  }
  return [fork, level];
}

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
      /^(?:except\*?|rescue|catch)\b[ (]*(?!.*(?:Assertion|Expectation|\b(?:Base)?Exception\b|Throwable|\bError\b))[A-Z]\w*/.test(
        handler.split('\n', 1)[0] ?? '',
      );
    return !narrow && !failing.test(handler);
  });
  const first = caughtBy[0];
  return swallows && first ? { from: node.startIndex, until: first.startIndex } : undefined;
}
