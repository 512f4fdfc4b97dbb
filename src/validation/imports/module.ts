/** One import that a file writes. */
export interface Import {
  /** In the form that the resolver of its language reads. */
  readonly specifier: string;
  /** What is taken from the module by name; `default` is that of ECMAScript. */
  readonly names: readonly string[];
  /** Whether the file copes where it is not there: inside a `try`. */
  readonly optional: boolean;
}

/** What other files can take from a file by name. */
export interface Exports {
  readonly names: readonly string[];
  /** The modules whose exports it passes on, all of them. */
  readonly passedOn: readonly string[];
  /** Whether there may be others that its syntax does not tell. */
  readonly open: boolean;
}

export interface Module {
  readonly imports: readonly Import[];
  readonly exports: Exports;
}

export const unknownExports: Exports = { names: [], passedOn: [], open: true };
