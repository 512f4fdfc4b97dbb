import type { Node } from 'web-tree-sitter';
import type { ChunkKind } from '../chunk.ts';

/** How a language's syntax tree is read for chunks. Everything is named by the grammar's node types. */
export interface LanguageRules {
  /** Raised when the rules change: files of this language are then chunked again. */
  readonly version: number;
  /** Nodes that define something under their `name` field. */
  readonly definitions: Readonly<Record<string, ChunkKind>>;
  /** Nodes that only stand around a definition (`export`, decorators), with the fields or types to look into. */
  readonly wrappers: Readonly<Record<string, readonly string[]>>;
  /** Nodes that belong to what follows them: comments, decorators that stand apart. */
  readonly leading: readonly string[];
  readonly imports: readonly string[];
  /** Definitions that no `name` field names. */
  readonly other?: (node: Node) => Definition | undefined;
}

export interface Definition {
  readonly name: string;
  readonly kind: ChunkKind;
}
