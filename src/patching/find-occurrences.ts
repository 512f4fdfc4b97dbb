/**
 * Where `needle` begins in `haystack`, overlapping places included; at most `limit` of them. Knuth, Morris and Pratt's
 * algorithm, because it is linear whatever the input: `indexOf` is not on long runs of one character.
 * Strings are searched by UTF-16 unit, arrays by element.
 */
export function findOccurrences(haystack: ArrayLike<string>, needle: ArrayLike<string>, limit = 1000): number[] {
  if (needle.length === 0) return [];
  const fallback = new Uint32Array(needle.length + 1);
  for (let at = 1, matched = 0; at < needle.length; at += 1) {
    while (matched > 0 && needle[at] !== needle[matched]) matched = fallback[matched] ?? 0;
    if (needle[at] === needle[matched]) matched += 1;
    fallback[at + 1] = matched;
  }
  const found: number[] = [];
  for (let at = 0, matched = 0; at < haystack.length && found.length < limit; at += 1) {
    while (matched > 0 && haystack[at] !== needle[matched]) matched = fallback[matched] ?? 0;
    if (haystack[at] === needle[matched]) matched += 1;
    if (matched === needle.length) {
      found.push(at + 1 - matched);
      matched = fallback[matched] ?? 0;
    }
  }
  return found;
}
