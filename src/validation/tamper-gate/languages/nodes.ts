import type { Node } from 'web-tree-sitter';

const longestTitle = 200;

/** A title as it is written, in one line. */
export function titleOf(node: Node | null | undefined): string {
  return (node?.text ?? '')
    .slice(0, longestTitle)
    .replaceAll(/\s+/g, ' ')
    .replace(/^(['"`])(.*)\1$/s, '$2');
}

export function nameOf(node: Node): string {
  const named =
    node.childForFieldName('name') ?? childOf(node, 'simple_identifier', 'identifier', 'name', 'type_identifier');
  return titleOf(named);
}

/** The first child of one of these types. */
export function childOf(node: Node, ...types: readonly string[]): Node | undefined {
  return node.namedChildren.find((child) => child !== null && types.includes(child.type)) ?? undefined;
}

/** What stands before the body of a definition, modifiers and annotations included. */
export function headOf(node: Node, ...bodies: readonly string[]): string {
  const body = node.childForFieldName('body') ?? childOf(node, ...bodies);
  const end = (body?.startIndex ?? node.endIndex) - node.startIndex;
  return node.text.slice(0, Math.min(end, 65_536));
}

export function countOf(head: string, pattern: RegExp): number | undefined {
  const count = [...head.matchAll(pattern)].length;
  return count === 0 ? undefined : count;
}
