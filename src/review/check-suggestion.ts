import { countParseErrors } from '../syntax/count-parse-errors.ts';
import { suggestionLines } from '../text/suggestion-lines.ts';
import type { LineRange } from './finding.ts';

/**
 * Why a suggestion must not be offered, or null. It is put in place of the lines, and the file parsed: a suggestion that
 * breaks the file is worse than none, and so is one that repeats the line before or after its range.
 */
export async function whyNotSuggested(
  path: string,
  text: string,
  { start, end }: LineRange,
  suggestion: string,
): Promise<string | null> {
  const lines = text.split('\n');
  const offered = suggestionLines(suggestion);
  const same = (left: string | undefined, right: string | undefined) =>
    left !== undefined && left.trim() !== '' && left.trim() === right?.trim();
  if (suggestion.includes('```')) return 'It holds a code fence, which would end the block that it is shown in.';
  if (lines.slice(start - 1, end).join('\n') === offered.join('\n')) return 'It changes nothing.';
  if (offered.length > 1 && same(offered[0], lines[start - 2])) return `It repeats line ${start - 1}, which stays.`;
  if (offered.length > 1 && same(offered.at(-1), lines[end])) return `It repeats line ${end + 1}, which stays.`;
  const changed = lines.toSpliced(start - 1, end - start + 1, ...offered).join('\n');
  const [now, earlier] = [await countParseErrors(path, changed), await countParseErrors(path, text)];
  if ((now ?? 0) > (earlier ?? 0)) return 'With it, the file no longer parses.';
  return null;
}
