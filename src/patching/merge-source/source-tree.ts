import type { Node } from 'web-tree-sitter';
import { countErrors } from '../../syntax/count-parse-errors.ts';
import { parse } from '../../syntax/parse.ts';

/** A syntax tree that outlives its parser. White space stands between nodes, never at the edge of one. */
export interface SourceNode {
  readonly type: string;
  /** What it is to its parent, as the grammar calls it; empty where it has no such name. */
  readonly field: string;
  readonly named: boolean;
  readonly start: number;
  readonly text: string;
  readonly children: readonly SourceNode[];
}

export interface SourceTree {
  readonly root: SourceNode;
  /** What the parser could not read, or missed. */
  readonly errors: number;
}

/** Below this depth a node counts as one piece; only generated code goes there, and merging is recursive. */
const deepest = 150;

/** The tree of a whole text; undefined without a grammar. What the parser could not read is one piece. */
export function readTree(language: string, text: string): Promise<SourceTree | undefined> {
  return parse(language, text, (root) => {
    const tree = build(root, '', 0);
    return { root: { ...(tree ?? leaf('', '', '', 0)), start: 0, text }, errors: countErrors(root) };
  });

  function build(node: Node, field: string, depth: number): SourceNode | undefined {
    const [start, end] = withoutEdges(node.startIndex, node.endIndex);
    if (start === end) return undefined;
    const own = text.slice(start, end);
    // Whichever quotes a string has, they are what it begins and ends with.
    const type = /^["'`]$/.test(own) ? 'quote' : node.type;
    const shape = { type, field, named: node.isNamed, start, text: own };
    if (node.childCount === 0 || node.isError || depth === deepest) return { ...shape, children: [] };
    const children: SourceNode[] = [];
    let at = start;
    node.children.forEach((child, index) => {
      const built = child && build(child, node.fieldNameForChild(index) ?? '', depth + 1);
      if (!built || built.start < at) return;
      const isFlat = built.type === 'call_suffix' || (index === 0 && isChain(built, node));
      const flat = isFlat && built.children.length > 0 ? built.children : [built];
      children.push(...uncovered(at, built.start), ...flat);
      at = built.start + built.text.length;
    });
    children.push(...uncovered(at, end));
    return { ...shape, children };
  }

  /** Some grammars have no node for the content of a string or a heredoc. */
  function uncovered(from: number, to: number): SourceNode[] {
    const [start, end] = withoutEdges(from, to);
    return start === end ? [] : [leaf('text', '', text.slice(start, end), start)];
  }

  function withoutEdges(from: number, to: number): [start: number, end: number] {
    let [start, end] = [from, to];
    while (start < end && isSpace(text.charCodeAt(start))) start += 1;
    while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
    return [start, end];
  }
}

/** `A | B | C` nests to the left, as deep as it is long. */
function isChain(first: SourceNode, whole: Node): boolean {
  if (
    first.type !== whole.type ||
    !/^(?:union_type|binary|binary_expression|binary_operator|boolean_operator)$/.test(first.type)
  )
    return false;
  return first.type === 'union_type' || first.children[1]?.text === whole.children[1]?.text;
}

function leaf(type: string, field: string, text: string, start: number): SourceNode {
  return { type, field, named: false, start, text, children: [] };
}

const isSpace = (code: number) => code === 32 || (code >= 9 && code <= 13);
