/**
 * Characters that people do not see but a model reads: everything that Unicode lets renderers leave out (zero-width,
 * bidirectional, tag characters, variation selectors, fillers), the Braille blank, annotations, and controls.
 */
const hidden = /[\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb\p{Cs}]|(?![\t\n])\p{Cc}/gu;

/** Of characters that are all seen, which most code is made of: to look for others takes several times as long. */
const plain = /^[\t\n -~]*$/;

/** Colours and cursor moves of terminals. */
const terminalSequence = /\u001b\[[0-?]*[ -/]*[@-~]/g;

/** The next place of `needle`, for positions that only grow: each character of the text is looked at once. */
function finder(text: string, needle: string): (from: number) => number {
  let place = -1;
  return (from) => {
    if (place < from) {
      const found = text.indexOf(needle, from);
      place = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    return place;
  };
}

/**
 * Comments and the other markup that a page swallows whole: `<!-- -->`, `<!…>`, `<?…?>` and `<?…>`. PHP's own opening
 * is kept, because people paste code.
 */
const swallowed = /<!--|<!(?=[a-z[])|<\?(?!php|=)/gi;

/**
 * Takes out what a page would swallow. A space stays in its place, so that nothing joins up to a new comment; an
 * unfinished one takes the rest with it, as it does on the page, and says so.
 */
function withoutComments(text: string): string {
  const commentEnd = finder(text, '-->');
  const markupEnd = finder(text, '>');
  let clean = '';
  let from = 0;
  for (const { index, 0: opening } of text.matchAll(swallowed)) {
    if (index < from) continue;
    const closing = opening === '<!--' ? '-->' : '>';
    const end = (closing === '-->' ? commentEnd : markupEnd)(index + opening.length);
    clean += text.slice(from, index);
    if (end === Number.POSITIVE_INFINITY) return `${clean}[an unfinished comment was removed here]`;
    clean += ' ';
    from = end + closing.length;
  }
  return clean + text.slice(from);
}

/** A link definition of Markdown, up to where its title may begin: `[label]: destination (title)`. */
const definition =
  /^[ \t>*+-]*\[[^\]\n]{1,999}\]:[ \t]*(?:\n[ \t]*)?(<[^>\n]*>|[^\s<]\S*)(?:[ \t]+(?:\n[ \t]*)?|\n[ \t]*)?(?=(["'(]?))/gm;

/**
 * Takes out definitions that are comments in disguise, such as `[//]: # (text)`: pages show neither a definition nor
 * its title. A link to the web keeps its address.
 */
function withoutHiddenDefinitions(text: string): string {
  const ends: Record<string, (from: number) => number> = {
    '(': finder(text, ')'),
    '"': finder(text, '"'),
    "'": finder(text, "'"),
  };
  const paragraphEnd = finder(text, '\n\n');
  const lineEnd = finder(text, '\n');
  let clean = '';
  let from = 0;
  for (const match of text.matchAll(definition)) {
    if (match.index < from) continue;
    const [{ length }, destination = '', quote = ''] = match;
    const isLink = /^<?https?:\/\//i.test(destination);
    const end = match.index + length;
    const titleEnd = ends[quote]?.(end + 1) ?? Number.POSITIVE_INFINITY;
    const hasTitle = titleEnd < paragraphEnd(end);
    if (!hasTitle && (isLink || !/^[#<]/.test(destination))) continue;
    clean += text.slice(from, isLink ? end : match.index);
    from = Math.min(hasTitle ? lineEnd(titleEnd) : end, text.length);
  }
  return clean + text.slice(from);
}

/**
 * Code and logs that others wrote, for a prompt: without hidden characters and terminal sequences, and otherwise as they
 * are, because a comment in code is there for all to see. Linear time.
 */
export function visibleText(text: string): string {
  if (plain.test(text)) return text;
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(terminalSequence, '')
    .replace(hidden, '');
}

/**
 * Text that others wrote, as a person sees it, for a prompt: without hidden characters, comments and terminal
 * sequences. Code in it keeps its shape, comments of markup aside. What is left is still data, never an instruction.
 * Linear time.
 */
export function sanitizeText(text: string): string {
  return withoutHiddenDefinitions(withoutComments(visibleText(text)));
}
