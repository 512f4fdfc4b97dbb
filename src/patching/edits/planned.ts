import type { FileSymbol, SymbolsOf } from '../../indexing/list-symbols.ts';
import type { TextChange } from '../text-file.ts';

/** Offsets, the end outside. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What an edit does to the text of its file, or why it is refused. */
export type Planned =
  | {
      readonly changes: readonly TextChange[];
      /** What the edit was made for, beyond what it changes: another edit must not change it. */
      readonly quoted?: readonly TextRange[];
      readonly notes?: readonly string[];
    }
  | { readonly refused: string };

/** A file that is there, as an edit sees it. */
export interface SourceFile {
  readonly path: string;
  /** With `\n` line ends. */
  readonly text: string;
  /** Undefined where there are no rules for its language. */
  readonly symbols: () => Promise<readonly FileSymbol[] | undefined>;
  /** Of other texts that it could come to. */
  readonly symbolsOf: SymbolsOf;
}
