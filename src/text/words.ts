const identifier = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const part = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|\p{Lo}+|\p{N}+/gu;

/** Longer ones are data, not names that anyone searches for. */
export const longestIdentifier = 80;

/** The identifiers of a text as they are written, in order, with repetitions. */
export function identifiersOf(text: string): string[] {
  return (text.match(identifier) ?? []).filter((name) => name.length <= longestIdentifier);
}

/**
 * The words of a text in lower case, in order, with repetitions: each identifier whole and, where it is made of several,
 * its words (`parseHTTPHeader` → `parsehttpheader`, `parse`, `http`, `header`). The time is linear in the text.
 */
export function wordsOf(text: string): string[] {
  return identifiersOf(text).flatMap(wordsOfIdentifier);
}

/** How often each of `wordsOf` is in a text. */
export function countWordsOf(text: string): Map<string, number> {
  const names = new Map<string, number>();
  for (const name of identifiersOf(text)) names.set(name, (names.get(name) ?? 0) + 1);
  const words = new Map<string, number>();
  for (const [name, count] of names) {
    for (const word of wordsOfIdentifier(name)) words.set(word, (words.get(word) ?? 0) + count);
  }
  return words;
}

/** A repository has few identifiers, again and again. */
const known = new Map<string, readonly string[]>();
const mostKnown = 50_000;

function wordsOfIdentifier(name: string): readonly string[] {
  const before = known.get(name);
  if (before !== undefined) return before;
  const words = splitIdentifier(name);
  if (known.size >= mostKnown) known.clear();
  known.set(name, words);
  return words;
}

/** The words of one identifier: itself and, where it is made of several, those. */
export function splitIdentifier(name: string): string[] {
  const parts = name.match(part) ?? [];
  const whole = name.toLowerCase();
  if (parts.length <= 1) return [whole];
  return [whole, ...parts.filter((word) => word.length > 1).map((word) => word.toLowerCase())];
}

/** The term under which the uses of a name are found: names are told apart by their case, and no word begins with this mark. */
export function referenceTerm(name: string): string {
  return `>${name}`;
}

/** The term under which a definition is found by its own name; no word begins with this mark. */
export function definitionTerm(symbol: string): string {
  return `=${symbol.slice(symbol.lastIndexOf('.') + 1).toLowerCase()}`;
}
