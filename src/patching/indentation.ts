/** The white space that a line begins with. */
export const indentOf = (line: string) => line.slice(0, line.length - line.trimStart().length);

/**
 * What every line of `outer` is indented by beyond its counterpart of `inner`, blank lines aside; undefined where that
 * is not the same for all.
 */
export function commonShift(inner: readonly string[], outer: readonly string[]): string | undefined {
  let shift: string | undefined;
  for (const [at, line] of outer.entries()) {
    if (line.trim() === '') continue;
    const [long, short] = [indentOf(line), indentOf(inner[at] ?? '')];
    if (!long.endsWith(short)) return undefined;
    const lead = long.slice(0, long.length - short.length);
    shift ??= lead;
    if (lead !== shift) return undefined;
  }
  return shift;
}
