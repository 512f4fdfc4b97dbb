const utf8 = new TextDecoder();

/** The lines of a file without their ends; a byte order mark is left out, and what is no UTF-8 is replaced. */
export function linesOf(content: Buffer): string[] {
  const lines = utf8.decode(content).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The text of some lines, counted from 1, both ends inside. */
export function textOf(
  part: { readonly startLine: number; readonly endLine: number },
  lines: readonly string[],
): string {
  return lines.slice(part.startLine - 1, part.endLine).join('\n');
}
