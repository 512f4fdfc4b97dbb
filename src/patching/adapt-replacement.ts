import { diffArrays } from 'diff';
import { commonShift, convertIndent, indentOf } from './indentation.ts';

/** Edits beyond which the replacement is taken as wholly new: finding what it keeps is quadratic. */
const maxEditLength = 1000;

/** The indentation that the file uses where the quoted text used another, pair by pair. */
function indentPairs(wanted: readonly string[], found: readonly string[]): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const [at, line] of wanted.entries()) {
    if (line.trim() !== '' && !pairs.has(indentOf(line))) pairs.set(indentOf(line), indentOf(found[at] ?? ''));
  }
  return pairs;
}

/** A function that moves a line of the replacement to the indentation of its place. */
function reindenter(wanted: readonly string[], found: readonly string[]): (line: string) => string {
  const outward = commonShift(wanted, found);
  if (outward !== undefined) return (line) => (line.trim() === '' ? line : outward + line);
  const inward = commonShift(found, wanted);
  if (inward !== undefined) {
    return (line) => (line.startsWith(inward) ? line.slice(inward.length) : line.trimStart());
  }
  const pairs = [...indentPairs(wanted, found)].sort(([a], [b]) => b.length - a.length);
  const example = pairs.find(([from, to]) => from !== '' && to !== '') ?? ['', ''];
  return (line) => {
    const indent = indentOf(line);
    const [from, to] = pairs.find(([known]) => indent.startsWith(known)) ?? ['', ''];
    const extra = indent.slice(from.length);
    return line.trim() === '' ? line : to + convertIndent(extra, example) + line.trimStart();
  };
}

/**
 * The replacement as it belongs into the file, when `found` differs from `search` in white space or look-alike
 * characters only: lines that the edit keeps are the file's own, the others are indented as their place is.
 * `found` and `search` correspond line by line.
 */
export function adaptReplacement(found: string, search: string, replace: string): string {
  if (found === search) return replace;
  // The last line of a file may have no end where the quoted text has one.
  const cut = search.endsWith('\n') && !found.endsWith('\n');
  const [wanted, wished] = [search, replace].map((text) => (cut ? text.replace(/\n$/, '') : text).split('\n'));
  const own = found.split('\n');
  const reindent = reindenter(wanted ?? [], own);
  const parts = diffArrays(wanted ?? [], wished ?? [], { maxEditLength });
  if (parts === undefined) return (wished ?? []).map(reindent).join('\n');
  let at = 0;
  const result: string[] = [];
  for (const { value, added, removed } of parts) {
    if (added) {
      result.push(...value.map(reindent));
      continue;
    }
    if (!removed) result.push(...own.slice(at, at + value.length));
    at += value.length;
  }
  return result.join('\n');
}
