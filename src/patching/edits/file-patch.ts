/** What a diff or a patch in the other format does to one file. */
export interface FilePatch {
  readonly path: string;
  readonly kind: 'create' | 'delete' | 'update';
  /** The new path, where the file moves. */
  readonly to?: string | undefined;
  readonly executable?: boolean | undefined;
  readonly hunks: readonly PatchHunk[];
}

export interface PatchHunk {
  /** The number of the first old line, from 1, where the patch says it. */
  readonly line?: number | undefined;
  /** Lines above the hunk that it names, outermost first. */
  readonly anchors: readonly string[];
  readonly lines: readonly PatchLine[];
  /** Whether the hunk says that it is at the end of the file. */
  readonly atEnd?: boolean | undefined;
  /** Whether a line end at the end of the file comes or goes, which only a diff can say. */
  readonly finalNewline?: boolean | undefined;
}

export interface PatchLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}
