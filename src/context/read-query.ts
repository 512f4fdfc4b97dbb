import { identifiersOf, wordsOf } from '../text/words.ts';

export interface Mention {
  readonly name: string;
  /** 1 for what looks like code, 0.5 for a word of the prose. */
  readonly weight: number;
}

/** What is searched for, taken apart. */
export interface Query {
  readonly text: string;
  /** Lower case, each once. */
  readonly words: ReadonlySet<string>;
  /** Names that may be defined somewhere, by the name in lower case. */
  readonly mentions: ReadonlyMap<string, Mention>;
  /** What looks like a path or a file name, in lower case. */
  readonly paths: readonly string[];
}

/** GitHub's own limit of a body, in characters; what is longer is cut. */
const longestText = 65_536;
/** A long log holds thousands of names; the first ones are those that a person wrote. */
const mostMentions = 300;
const mostPaths = 100;
const longestPath = 300;

export function readQuery(request: string): Query {
  const text = request.slice(0, longestText);
  const code = new Set(inlineCode(text).flatMap(identifiersOf));
  const mentions = new Map<string, Mention>();
  for (const name of identifiersOf(text)) {
    const key = name.toLowerCase();
    const weight = code.has(name) || looksLikeCode(name) ? 1 : 0.5;
    const isName = key.length > (weight === 1 ? 2 : 3);
    const known = mentions.get(key);
    if (known === undefined ? isName && mentions.size < mostMentions : known.weight < weight) {
      mentions.set(key, { name, weight });
    }
  }
  return { text, words: new Set(wordsOf(text)), mentions, paths: pathsOf(text) };
}

/** A mention may begin above the repository (a stack frame) or inside of it (a file name). */
export function mentionsPath({ paths }: Query, path: string): boolean {
  const own = path.toLowerCase();
  return paths.some((mentioned) => own === mentioned || own.endsWith(`/${mentioned}`) || mentioned.endsWith(`/${own}`));
}

/** `camelCase`, `PascalCase` of several words, `snake_case`; a capital at the beginning is just a sentence's. */
function looksLikeCode(name: string): boolean {
  return /\p{Ll}\p{Lu}|\p{Lu}\p{Lu}\p{Ll}|[\p{L}\p{N}]_[\p{L}\p{N}]/u.test(name);
}

function inlineCode(text: string): string[] {
  return Array.from(text.matchAll(/`([^`\n]+)`/g), ([, code = '']) => code);
}

/** Splitting instead of searching: a pattern for a path would take quadratic time on a long run of letters. */
function pathsOf(text: string): string[] {
  const paths = text
    .split(/[^\w.@/-]+/)
    .filter((piece) => piece.length <= longestPath)
    .map((piece) => piece.replace(/^(?:\.{0,2}\/)+|[.-]+$/g, '').toLowerCase())
    .filter((piece) => /\/|\.[a-z]{1,4}$/.test(piece));
  return [...new Set(paths)].slice(0, mostPaths);
}
