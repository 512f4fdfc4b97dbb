const opening = '([{';
const closing = ')]}';
const quotes = '"\'`';

/** Goes through a text; `visit` sees each character that stands in no quotes, with the depth of brackets after it, and says where to go on. */
function scan(text: string, visit: (index: number, depth: number) => number | 'stop'): void {
  let depth = 0;
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
    const next = visit(index, depth);
    if (next === 'stop') return;
    index = next - 1;
  }
}

/**
 * The arguments in the text of a list, without its brackets, cut at the commas that stand in no brackets and no quotes.
 * `separator` cuts at something else. Linear in the text.
 */
export function splitArguments(text: string, separator: RegExp = /,/y): string[] {
  const parts: string[] = [];
  let start = 0;
  scan(text, (index, depth) => {
    if (depth !== 0) return index + 1;
    separator.lastIndex = index;
    const cut = separator.exec(text)?.[0];
    if (cut === undefined) return index + 1;
    parts.push(text.slice(start, index).trim());
    start = index + cut.length;
    return start;
  });
  parts.push(text.slice(start).trim());
  return parts.filter((part) => part !== '');
}

/** From the bracket that a text begins with to the one that closes it; all of it where none does. */
export function bracketed(text: string): string {
  let end = text.length;
  scan(text, (index, depth) => {
    if (depth > 0) return index + 1;
    end = index + 1;
    return 'stop';
  });
  return text.slice(0, end);
}

/** What stands inside the brackets that a text begins and ends with. */
export function unwrap(text: string): string {
  const trimmed = text.trim();
  const isWrapped = opening.includes(trimmed.charAt(0)) && closing.includes(trimmed.at(-1) ?? ' ');
  return trimmed !== '' && isWrapped ? trimmed.slice(1, -1).trim() : trimmed;
}
