export type ChunkKind =
  | 'function'
  | 'method'
  | 'class'
  | 'interface'
  | 'type'
  | 'enum'
  | 'module'
  | 'constant'
  | 'test'
  | 'section'
  | 'import'
  | 'export'
  | 'code'
  | 'text';

/** An indexed piece of a file. The chunks of a file cover each line that is not blank exactly once. */
export interface Chunk {
  /** From 1; both ends are inside. */
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: ChunkKind;
  /** What it defines or is a part of, qualified (`Class.method`); null for loose code and text. */
  readonly symbol: string | null;
  /**
   * All that begins to be defined in it, qualified: a chunk can hold a class with its methods, or several small
   * functions. A test and a section (a heading, a key of a data file) have a symbol, but define nothing.
   */
  readonly definitions: readonly string[];
  /** Lines (from 1) above it where the definitions around it begin, without their comments and decorators, outermost first. */
  readonly parents: readonly number[];
  /** In cl100k, estimated. */
  readonly tokens: number;
}

export interface CutFile {
  readonly chunks: readonly Chunk[];
  /**
   * By chunk: the names that its code uses (calls, types, bases, decorators, members, names that are passed on), as
   * written, their last segment only, each once. Comments and strings use nothing.
   */
  readonly references: readonly (readonly string[])[];
  /** What the file imports, as `findImports` gives it. */
  readonly imports: readonly string[];
  /** Whether there are rules for the language, and its parser gave no tree. */
  readonly unparsed: boolean;
}
