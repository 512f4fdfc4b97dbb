/** Nodes whose text counts as it stands, white space included: strings, patterns, text between tags. */
const atoms =
  /string|heredoc|regex|char(?:acter)?_literal|^(?:jsx_text|raw_text|text|html_text|block_scalar|plain_scalar|preproc_arg|attribute_value|quoted_attribute_value|shell_text|sigil|bytes|quasi)|comment/;

/** Types and lists of them, and expressions around strings, that only sound like one. */
const noAtoms = /^(?:string_array|string_type|concatenated_string|chained_string|string_concatenation|commented)/;

export const isComment = (type: string) => /comment/.test(type);

export const isAtom = (type: string) => atoms.test(type) && !noAtoms.test(type);

/** Languages in which both quotes mean the same as long as nothing between them is special. */
const anyQuote = new Set(
  'javascript typescript tsx python lua css dart ruby php yaml toml html vue svelte r'.split(' '),
);

/** A string with its quotes in one form, where they could be the others. */
export function plainString(language: string, text: string): string {
  if (!anyQuote.has(language)) return text;
  const [, lead = '', quotes = '', inside = ''] = /^(\w{0,2})('''|"""|'|")(.*)\2$/s.exec(text) ?? [];
  if (quotes === '' || /['"\\$#{\n]/.test(quotes.length === 1 ? inside : inside.replaceAll('\n', ''))) return text;
  return `${lead}${quotes.replaceAll("'", '"')}${inside}${quotes.replaceAll("'", '"')}`;
}

/** Languages in which a comma before a closing bracket changes nothing, unless the tree says that it does. */
const freeCommas = new Set('javascript typescript tsx python rust go kotlin dart swift php ruby lua'.split(' '));

export const commaStandsFree = (language: string) => freeCommas.has(language);
