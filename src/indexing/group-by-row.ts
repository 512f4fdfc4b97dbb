import type { Node } from 'web-tree-sitter';
import type { Rows } from './chunk-lines.ts';
import type { LanguageRules } from './languages/language-rules.ts';

/** The children of a node that begin in one row, up to the row where the next ones begin. */
export interface Group extends Rows {
  readonly nodes: readonly Node[];
}

/** The children of `node` in the rows, each with the comments above and beside it. */
export function groupByRow(node: Node, within: Rows, rules: LanguageRules): Group[] {
  const groups: { from: number; end: number; nodes: Node[]; leading: boolean }[] = [];
  const isLeading = (child: Node) => rules.leading?.includes(child.type) === true;
  for (const child of node.namedChildren) {
    if (child === null || child.startPosition.row > within.to || lastRow(child) < within.from) continue;
    const leading = isLeading(child);
    const last = groups.at(-1);
    const from = Math.max(firstRow(child, last?.nodes.at(-1), isLeading), within.from, last?.from ?? 0);
    const end = lastRow(child);
    const trails =
      last !== undefined &&
      (from === last.from || (leading && from <= last.end) || rules.trailing?.includes(child.type) === true);
    const leads = last?.leading === true && from <= last.end + 1;
    if (last !== undefined && (trails || leads)) {
      last.nodes.push(child);
      last.end = Math.max(last.end, end);
      last.leading &&= leading;
    } else {
      groups.push({ from, end, nodes: [child], leading });
    }
  }
  return groups.map(({ from, nodes }, index) => ({ from, to: (groups[index + 1]?.from ?? within.to + 1) - 1, nodes }));
}

/** Some grammars put a comment above a node at the end of the node before it. */
function firstRow(node: Node, before: Node | undefined, isLeading: (child: Node) => boolean): number {
  let row = node.startPosition.row;
  let last = before?.lastNamedChild;
  while (last && isLeading(last) && lastRow(last) === row - 1 && startsRow(last)) {
    row = last.startPosition.row;
    last = last.previousNamedSibling;
  }
  return row;
}

function startsRow(node: Node): boolean {
  const before = node.previousSibling;
  return before !== null && lastRow(before) < node.startPosition.row;
}

/** Some grammars end a node with its line end, which is at the beginning of the next row. */
export function lastRow({ startPosition, endPosition }: Node): number {
  return endPosition.column === 0 && endPosition.row > startPosition.row ? endPosition.row - 1 : endPosition.row;
}
