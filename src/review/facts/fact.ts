import type { Category, LineRange, Severity } from '../finding.ts';
import type { TreeEdit } from '../syntax/compare-trees.ts';

/** What a rule sees of one difference. */
export interface Place {
  readonly edit: TreeEdit;
  /** The token text of the new version of the function around it, of the file where there is none. */
  readonly afterScope: string;
  /** Whether code of this token text was added anywhere in the change: it may have moved there. */
  readonly isAdded: (key: string) => boolean;
}

/** What a rule finds, without what is the same for all of a file. */
export interface Fact {
  readonly category: Category;
  readonly severity: Severity;
  readonly title: string;
  readonly consequence: string;
  readonly removed: LineRange | null;
  /** In the new version; where code is gone, the line at its place. */
  readonly lines: LineRange;
  readonly quote: string;
}

export type FactRule = (place: Place) => Fact | undefined;

/** Code as it is shown in a sentence: one line, not too long. */
export function shown(key: string): string {
  const line = key
    .replaceAll('`', "'")
    .replace(/\s+/g, ' ')
    .replace(/ ?([.(),;[\]]) ?/g, '$1')
    .trim();
  return `\`${line.length > 80 ? `${line.slice(0, 80)}…` : line}\``;
}

export function linesOf({ startLine, endLine }: { readonly startLine: number; readonly endLine: number }): LineRange {
  return { start: startLine, end: endLine };
}

export function at(line: number): LineRange {
  return { start: line, end: line };
}
