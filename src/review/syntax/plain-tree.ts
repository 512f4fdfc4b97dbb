import type { Node } from 'web-tree-sitter';

/** A node of a syntax tree as plain data, so that two trees can be held side by side. Comments are left out. */
export interface PlainNode {
  readonly type: string;
  readonly named: boolean;
  /** The name of the parent's field that it is in; empty where it is in none. */
  readonly field: string;
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly startLine: number;
  readonly endLine: number;
  readonly children: readonly PlainNode[];
  /** Its tokens with blanks between them: the same for code that differs in layout alone. */
  readonly key: string;
}

/** A tree of a file of 1 MB has about 300,000 nodes; what is larger is data. */
const mostNodes = 300_000;
const deepest = 300;

/** Undefined where the tree is too large or too deep to be compared. */
export function plainTree(root: Node, text: string): PlainNode | undefined {
  let count = 0;
  const cursor = root.walk();
  try {
    return build(0);
  } finally {
    cursor.delete();
  }

  function build(depth: number): PlainNode | undefined {
    count += 1;
    if (count > mostNodes || depth > deepest) return undefined;
    const { nodeType: type, nodeIsNamed: named, startIndex: start, endIndex: end } = cursor;
    const [startLine, endLine] = [cursor.startPosition.row + 1, cursor.endPosition.row + 1];
    const field = cursor.currentFieldName ?? '';
    const children: PlainNode[] = [];
    if (cursor.gotoFirstChild()) {
      do {
        if (cursor.nodeType.includes('comment')) continue;
        const child = build(depth + 1);
        if (child === undefined) return undefined;
        children.push(child);
      } while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    // A grammar may name no node for what it holds, as for the text of a string.
    const isLeaf = children.length === 0 || /^(?:string|template_string|char)/.test(type);
    const key = isLeaf ? text.slice(start, end).trim() : keyOf(children);
    return { type, named, field, start, end, startLine, endLine, children, key };
  }
}

/** A mark that ends a statement or a list says nothing of its own. */
function keyOf(children: readonly PlainNode[]): string {
  return children
    .map(({ key }) => key)
    .filter((key) => key !== '' && key !== ';')
    .join(' ');
}

export function childIn({ children }: PlainNode, ...fields: readonly string[]): PlainNode | undefined {
  for (const field of fields) {
    const found = children.find((child) => child.field === field);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function namedChildren({ children }: PlainNode): PlainNode[] {
  return children.filter(({ named }) => named);
}

/** The node and everything below it, in the order of the text. */
export function* walk(node: PlainNode): Generator<PlainNode> {
  const stack = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    yield next;
    for (let index = next.children.length - 1; index >= 0; index -= 1) {
      const child = next.children[index];
      if (child !== undefined) stack.push(child);
    }
  }
}
