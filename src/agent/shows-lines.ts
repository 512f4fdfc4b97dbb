/** Of a line that is quoted in part, as much must be quoted: two fifths of it, or so many characters. */
const leastOfLine = 0.4;
const enoughOfLine = 24;

/**
 * Whether a quote shows the lines that a claim is about: it stands in the code as it is, says more than a bracket, and
 * holds one of those `lines`, or most of one. White space does not count. Of lines that say nothing, any code will do.
 */
export function showsLines(quote: string, code: string, lines: readonly string[]): boolean {
  const quoted = plain(quote);
  if (!saysSomething(quoted) || !plain(code).includes(quoted)) return false;
  const saying = lines.map(plain).filter(saysSomething);
  return saying.length === 0 || saying.some((line) => quoted.includes(line) || isMostOf(quoted, line));
}

function isMostOf(quoted: string, line: string): boolean {
  return line.includes(quoted) && quoted.length >= Math.min(enoughOfLine, leastOfLine * line.length);
}

const plain = (text: string) => text.replace(/\s+/g, '');

/** A name or a number, and not a keyword alone. */
function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}_]/u.test(text) && !/^[})\];]*(?:end|else|fi|done|then|try|do|begin|return)?[{(:;]*$/.test(text);
}
