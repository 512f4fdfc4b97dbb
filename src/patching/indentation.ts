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

/** Indentation beyond what is known, in the file's own way: more or fewer spaces, or tabs, as a pair of indentations shows. */
export function convertIndent(extra: string, [from, to]: readonly [string, string]): string {
  const [given, own] = [from, to].map((indent) => (/^\t+$/.test(indent) ? '\t' : /^ +$/.test(indent) ? ' ' : ''));
  if (extra === '' || !given || !own || [...extra].some((character) => character !== given)) return extra;
  const length = (extra.length * to.length) / from.length;
  return own.repeat(Math.max(own === '\t' ? 1 : 0, Math.round(length)));
}
