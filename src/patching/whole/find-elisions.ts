const hash = new Set(
  'python ruby shell yaml toml r elixir perl make dockerfile powershell hcl ini julia cmake graphql'.split(' '),
);
const dashes = new Set('lua haskell sql'.split(' '));
const semicolons = new Set('elisp clojure ini'.split(' '));
const tags = new Set('html vue svelte xml markdown erb'.split(' '));

/** Languages whose code, or text, can hold three dots in a line of their own. */
const dotsAreCode = new Set('python yaml lua text markdown restructuredtext'.split(' '));

/** What a line that is only a comment says; undefined where it is none. */
function commentIn(line: string, language: string): string | undefined {
  const text = line.trim();
  const block = /^\{?\s*\/\*+(.*?)\*+\/\s*\}?$/.exec(text) ?? (tags.has(language) ? /^<!--(.*?)-->$/.exec(text) : null);
  if (block) return hash.has(language) ? undefined : block[1];
  const opener = hash.has(language)
    ? /^#+/
    : dashes.has(language)
      ? /^--+/
      : semicolons.has(language)
        ? /^;+/
        : /^\/\/+/;
  const found = opener.exec(text) ?? (language === 'php' ? /^#+/.exec(text) : null);
  return found ? text.slice(found[0].length) : undefined;
}

const noun =
  '(?:the |this |all |of |your )*(?:other |rest |remaining |remainder |existing |previous |original |same |unchanged )*(?:of )?(?:the |this |your )*' +
  '(?:code|file|function|class|method|methods|functions|classes|imports?|implementation|body|logic|content|contents|definitions|members|fields|properties|tests|lines|module|component|rest|remainder)?';
const state =
  '(?:(?:is |are |stays? |remains? |goes |kept |left )*(?:the )?(?:unchanged|same|omitted|as is|as before|as it was|here|untouched|unmodified|elided|truncated|above|below))?';
const says = new RegExp(`^(?:keep )?${noun} ?${state}$`, 'i');
const tells =
  /\b(?:rest|remaining|remainder|existing|previous|original|same|unchanged|omitted|elided|truncated|untouched|unmodified|other|keep)\b/i;

/** Whether a comment says that code was left out: dots with or without such words, or plainly such words. */
function isElision(comment: string): boolean {
  const text = comment.trim().replace(/[.:;,!]*$/, (end) => (end.includes('..') ? '...' : ''));
  const dots = /\.{3,}|…/;
  const words = text
    .replace(/\.{3,}|…|[()[\]]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (words === '' || words.length > 80) return words === '' && dots.test(text);
  return tells.test(words) && says.test(words) && (dots.test(text) || / |^unchanged$/i.test(words));
}

export interface Elisions {
  /** Numbers of lines, from 0. */
  readonly comments: readonly number[];
  /** Lines that are only dots, which is code in some languages. */
  readonly dots: readonly number[];
}

/** Lines of a given text that may stand for code that was left out. */
export function findElisions(language: string, lines: readonly string[]): Elisions {
  const comments: number[] = [];
  const dots: number[] = [];
  lines.forEach((line, index) => {
    if (!/\.{3}|…|rest|remain|existing|unchanged|omitted|same/i.test(line) || line.length > 200) return;
    if (/^\s*(?:\.{3,}|…)\s*$/.test(line)) {
      if (!dotsAreCode.has(language)) dots.push(index);
      return;
    }
    const comment = commentIn(line, language);
    if (comment !== undefined && isElision(comment)) comments.push(index);
  });
  return { comments, dots };
}
