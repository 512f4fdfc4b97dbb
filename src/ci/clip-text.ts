/** Cuts a text to so many UTF-16 units, never inside a character, and says with `…` that it did. */
export function clipText(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = Math.max(length - 1, 0);
  const splits = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, splits ? end - 1 : end)}…`;
}

/** The last whole lines of a text, at most so many UTF-16 units; a longer last line is cut at its start. */
export function lastLines(text: string, length: number): string {
  const trimmed = text.trimEnd();
  if (trimmed.length <= length) return trimmed;
  const tail = trimmed.slice(trimmed.length - length);
  const firstBreak = tail.indexOf('\n');
  return firstBreak === -1 ? tail.replace(/^[\udc00-\udfff]/, '') : tail.slice(firstBreak + 1);
}
