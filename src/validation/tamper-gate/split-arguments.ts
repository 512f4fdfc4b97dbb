const opening = '([{';
const closing = ')]}';
const quotes = '"\'`';

/**
 * The arguments in the text of a list, without its brackets, cut at the commas that stand in no brackets and no quotes.
 * `separator` cuts at something else. Linear in the text.
 */
export function splitArguments(text: string, separator: RegExp = /,/y): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quote !== '') {
      if (character === '\\') index += 1;
      else if (character === quote) quote = '';
      continue;
    }
    if (quotes.includes(character)) quote = character;
    else if (opening.includes(character)) depth += 1;
    else if (closing.includes(character)) depth -= 1;
    if (depth !== 0) continue;
    separator.lastIndex = index;
    const cut = separator.exec(text)?.[0];
    if (cut === undefined) continue;
    parts.push(text.slice(start, index).trim());
    start = index + cut.length;
    index = start - 1;
  }
  parts.push(text.slice(start).trim());
  return parts.filter((part) => part !== '');
}

/** What stands inside the brackets that a text begins and ends with. */
export function unwrap(text: string): string {
  const trimmed = text.trim();
  const isWrapped = opening.includes(trimmed.charAt(0)) && closing.includes(trimmed.at(-1) ?? ' ');
  return trimmed !== '' && isWrapped ? trimmed.slice(1, -1).trim() : trimmed;
}
