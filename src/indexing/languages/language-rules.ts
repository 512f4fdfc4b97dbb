import type { Node } from 'web-tree-sitter';
import type { ChunkKind } from '../chunk.ts';

/** How a language's syntax tree is read for chunks. Everything is named by the grammar's node types. */
export interface LanguageRules {
  /** Raised when the rules change: files of this language are then chunked again. */
  readonly version: number;
  /** Nodes that define something under their `name` field. */
  readonly definitions?: Readonly<Record<string, ChunkKind>>;
  /** Nodes that only stand around definitions (`export`, `#ifdef`), with the fields or types to look into; `*` is all. */
  readonly wrappers?: Readonly<Record<string, readonly string[]>>;
  /** Nodes that belong to what follows them: comments, decorators that stand apart. */
  readonly leading?: readonly string[];
  /** Nodes that belong to what precedes them: a body beside its signature. */
  readonly trailing?: readonly string[];
  readonly imports?: readonly string[];
  /** Imports that are calls like any other. */
  readonly isImport?: (node: Node) => boolean;
  /** What only passes on what is defined elsewhere. */
  readonly isExport?: (node: Node) => boolean;
  /** Definitions that no `name` field names. */
  readonly other?: (node: Node) => Definition | undefined;
  /**
   * A query for names. `@use`: could be defined elsewhere. `@member`: so surely that a variable of the same name does not
   * matter. `@local`: a parameter or a variable. Any other capture: no use of anything. What several patterns capture is
   * what the last of them says. For linear time, no quantifiers, and an anchor (`.`) after a capture that something must
   * follow: no name is told while a pattern with an earlier one is open.
   */
  readonly names?: string;
  /** Nodes whose rows, without the first and the last, are code of another language. */
  readonly embedded?: {
    readonly types: readonly string[];
    /** Undefined where it is no language that is chunked. */
    readonly languageOf: (node: Node) => string | undefined;
  };
}

export interface Definition {
  /** With dots between its parts, if it says more than its own name. */
  readonly name: string;
  readonly kind: ChunkKind;
  /** Adds to what is defined elsewhere: an `impl`, an extension. */
  readonly reopens?: true;
}
