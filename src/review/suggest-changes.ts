import type { FileChange } from '../workspace/workspace.ts';
import { whyNotSuggested } from './check-suggestion.ts';
import type { LineRange } from './finding.ts';
import { applyLineEdits, type LineEdit, lineEdits } from './line-edits.ts';
import type { Hunk } from './parse-hunks.ts';
import { type Anchor, coversExactly, placeFinding } from './place-finding.ts';

export interface Suggestion {
  readonly anchor: Anchor;
  /** What is to stand in place of exactly the anchor's lines. */
  readonly text: string;
}

export interface SuggestedChanges {
  readonly suggestions: readonly Suggestion[];
  /** What cannot be suggested, as changes of the same files: with the suggestions, it is the whole. */
  readonly rest: readonly FileChange[];
}

/** More than anyone takes one by one. */
const mostSuggestions = 40;

/**
 * Says changes of a pull request's head as suggestions. Each is inside the pull request's own diff, and leaves a file that
 * parses when it is taken alone.
 * @param hunksOf the hunks of the pull request's diff, by path.
 */
export async function suggestChanges(
  changes: readonly FileChange[],
  hunksOf: ReadonlyMap<string, readonly Hunk[]>,
): Promise<SuggestedChanges> {
  const suggestions: Suggestion[] = [];
  const rest: FileChange[] = [];
  for (const change of changes) {
    const before = linesOf(change.before);
    const after = linesOf(change.after);
    const edits = before === null || after === null ? undefined : lineEdits(before, after);
    if (before === null || edits === undefined || edits.length === 0) {
      rest.push(change);
      continue;
    }
    const left: LineEdit[] = [];
    for (const edit of edits) {
      const isFull = suggestions.length === mostSuggestions;
      const suggestion = isFull ? null : await suggest(change.path, before, edit, hunksOf.get(change.path) ?? []);
      if (suggestion === null) left.push(edit);
      else suggestions.push(suggestion);
    }
    if (left.length > 0) rest.push({ ...change, after: Buffer.from(applyLineEdits(before, left)) });
  }
  return { suggestions, rest };
}

/** A text whose lines can be replaced one by one; null for any other. How a suggested line ends, GitHub decides itself. */
function linesOf(content: Buffer | null): string | null {
  if (content === null || content.includes(0) || content.includes('\r')) return null;
  const text = content.toString('utf8');
  return text.endsWith('\n') ? text : null;
}

async function suggest(
  path: string,
  before: string,
  edit: LineEdit,
  hunks: readonly Hunk[],
): Promise<Suggestion | null> {
  for (const { lines, text } of waysToSay(before, edit)) {
    const anchor = placeFinding({ path, lines, removed: null }, hunks, false);
    if (anchor === null || !coversExactly(anchor, { lines })) continue;
    if ((await whyNotSuggested(path, before, lines, text)) === null) return { anchor, text };
  }
  return null;
}

/** A suggestion replaces lines that are there: what is only added is said with the line before it, or the one behind it. */
function waysToSay(before: string, { start, old, now }: LineEdit): { lines: LineRange; text: string }[] {
  const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
  if (old.length > 0) return [{ lines: { start, end: start + old.length - 1 }, text: text(now) }];
  const all = before.split('\n');
  const [above, below] = [all[start - 2], all[start - 1]];
  const at = (line: number) => ({ start: line, end: line });
  return [
    ...(above === undefined ? [] : [{ lines: at(start - 1), text: text([above, ...now]) }]),
    ...(below === undefined ? [] : [{ lines: at(start), text: text([...now, below]) }]),
  ];
}
