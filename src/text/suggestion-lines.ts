/** The lines of a suggestion, which stand in place of those of its comment: none where it only removes them. */
export function suggestionLines(suggestion: string): string[] {
  return suggestion === '' ? [] : suggestion.replace(/\n$/, '').split('\n');
}
