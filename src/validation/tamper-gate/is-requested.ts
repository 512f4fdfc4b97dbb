/** Shorter titles and names of files are words that a text has by chance. */
const shortestName = 8;
/** What a text also has for other reasons. */
const common = /^(?:true|false|null|nil|none|undefined|[-+]?\d|""|'')$/i;

/**
 * Whether the text of an issue asks for new values in a test. It does where it names the test, by its title or by the
 * name of its file, or where it states every new value literally, as a word of its own, and one of them is more than a
 * digit or a truth value. Values that only went away are asked for by name alone.
 */
export function isRequested(
  requested: string,
  path: string,
  title: string | undefined,
  newValues: readonly string[],
): boolean {
  if (requested === '') return false;
  const file = path.slice(path.lastIndexOf('/') + 1);
  const names = [file, title ?? ''].filter((name) => name.length >= shortestName);
  if (names.some((name) => states(requested, name))) return true;
  const values = newValues.map(unquote).filter((value) => value !== '');
  return values.some((value) => !common.test(value)) && values.every((value) => states(requested, value));
}

function unquote(value: string): string {
  return value.replace(/^[a-z]{0,2}(["'`])([\s\S]*)\1$/i, '$2').trim();
}

/** As a whole word: the characters around it do not go on with it. */
function states(text: string, value: string): boolean {
  const word = /[\p{L}\p{N}_]/u;
  const isWord = (character: string) => word.test(character);
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1)) {
    const end = at + value.length;
    const goesBefore = isWord(value.charAt(0)) && isWord(text.charAt(at - 1));
    const goesAfter =
      isWord(value.at(-1) ?? '') && (isWord(text.charAt(end)) || /^\.\d/.test(text.slice(end, end + 2)));
    if (!goesBefore && !goesAfter) return true;
  }
  return false;
}
