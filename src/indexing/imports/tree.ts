import type { Node } from 'web-tree-sitter';

/** All nodes of these types, in order: a walk through the whole tree, which takes a quarter of the time of parsing it. */
export function nodesOf(root: Node, ...types: readonly string[]): Node[] {
  return root.descendantsOfType([...types]).filter((node) => node !== null);
}

export function childrenOf(node: Node | null | undefined): Node[] {
  return node?.namedChildren.filter((child) => child !== null) ?? [];
}

/** A look-up takes time in proportion to the widest node above: no real file has so many imports. */
const mostLookUps = 2_000;

/**
 * Nodes of these types around the keywords and names that a pattern finds in the source, or that it ends with: far
 * cheaper than a walk. What is found in comments and strings has other nodes around it.
 */
export function nodesAt(root: Node, pattern: RegExp, ...types: readonly string[]): Node[] {
  const found = [...root.text.matchAll(pattern)].slice(0, mostLookUps);
  return found.flatMap(({ index, 0: { length } }) => {
    const name = root.descendantForIndex(root.startIndex + index + length - 1);
    const node = name === null ? null : around(name, types);
    return node && types.includes(node.type) ? [node] : [];
  });
}

/** The first node that is one of those or more than the name: some grammars wrap a name once more. */
function around(name: Node, types: readonly string[]): Node | null {
  const isWrapper = (node: Node) => node.startIndex === name.startIndex && node.endIndex === name.endIndex;
  let node = name.parent;
  while (node && !types.includes(node.type) && isWrapper(node)) node = node.parent;
  return node;
}

/** What a literal string says; undefined for other nodes and where a part of it is computed. */
export function literalOf(node: Node | null | undefined): string | undefined {
  const text = /^(["'`])([^"'`\\\n]+)\1$/.exec(node?.text ?? '')?.[2];
  return text === undefined || /[$#]\{|\$\(/.test(text) ? undefined : text;
}

/** What each of the literals says. */
export function literalsOf(nodes: readonly (Node | null | undefined)[]): string[] {
  return nodes.flatMap((node) => literalOf(node) ?? []);
}
