import type { Node } from 'web-tree-sitter';
import type { ChunkKind } from '../chunk.ts';
import type { Definition } from './language-rules.ts';

/** The first child of one of these types. */
export function childOf(node: Node, ...types: readonly string[]): Node | undefined {
  return node.namedChildren.find((child) => child !== null && types.includes(child.type)) ?? undefined;
}

/** Whether a node has a token or a child with this text, as a modifier is one. */
export function hasWord(node: Node, word: string): boolean {
  return node.children.some((child) => child !== null && child.text === word);
}

/** What a node defines under the name of another; undefined where there is no such other. */
export function named(name: Node | null | undefined, kind: ChunkKind): Definition | undefined {
  return name ? { name: name.text, kind } : undefined;
}

/** `a::b`, `a\b` and `a:b` as `a.b`, without what stands in angle brackets. */
export function dotted(name: string): string {
  return name.replaceAll(/<[^<>]*>/g, '').replaceAll(/::?|\\/g, '.');
}

const longestTitle = 100;

/** A test by the text that it is called by, which is data of any form. */
export function titled(text: string): Definition {
  const title = text
    .replace(/^(['"`])(.*)\1$/s, '$2')
    .replaceAll(/\s+/g, ' ')
    .slice(0, longestTitle);
  return { name: title, kind: 'test' };
}
