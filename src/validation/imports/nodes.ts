import type { Node } from 'web-tree-sitter';

export function childrenOf(node: Node | null): Node[] {
  return node?.namedChildren.filter((child) => child !== null) ?? [];
}

export function nodesOf(root: Node, ...types: readonly string[]): Node[] {
  return root.descendantsOfType([...types]).filter((node) => node !== null);
}

/** Whether one of the nodes around is of one of these types. */
export function isInside(node: Node, ...types: readonly string[]): boolean {
  for (let outer = node.parent; outer; outer = outer.parent) if (types.includes(outer.type)) return true;
  return false;
}

/** The text of a field; '' where it is not there. */
export function fieldText(node: Node, field: string): string {
  return node.childForFieldName(field)?.text ?? '';
}

/** What a quoted literal says, where no part of it is computed or escaped. */
export function quoted(node: Node | null | undefined): string | undefined {
  return /^(["'])([^"'\\\n]+)\1$/.exec(node?.text ?? '')?.[2];
}
