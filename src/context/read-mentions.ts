import { identifiersOf } from '../text/words.ts';
import { commonWords } from './common-words.ts';
import { type MentionedPath, readPaths } from './read-paths.ts';
import type { PartKind, RequestLine } from './split-request.ts';

/** A name that may be defined somewhere. */
export interface Mention {
  readonly name: string;
  /** At most 1, or `lookupWeight`. */
  readonly weight: number;
  /** What stands before it in qualified names, in lower case: `session` of `Session.send`. */
  readonly owners: ReadonlySet<string>;
}

/** What a person names in a sentence says more than what a piece of code happens to call. */
const nameWeights: Readonly<Record<PartKind, number>> = {
  title: 1,
  prose: 1,
  expected: 1,
  actual: 1,
  error: 0.5,
  code: 0.3,
  trace: 0,
  environment: 0,
};

/** Who asks for a name alone wants its definition, whatever else uses its words. */
const lookupWeight = 3;

/** A long log holds thousands of names; the first ones are those that a person wrote. */
const mostNames = 150;
const mostPaths = 60;

export interface Mentions {
  /** By the name in lower case. */
  readonly names: ReadonlyMap<string, Mention>;
  readonly paths: readonly MentionedPath[];
}

/**
 * The names and paths that a request gives.
 * @param isLookup whether any word may be a name: in a sentence only what looks like code is.
 */
export function readMentions(lines: readonly RequestLine[], isLookup: boolean): Mentions {
  const names = new Map<string, { name: string; weight: number; owners: Set<string> }>();
  const paths = new Map<string, MentionedPath>();
  for (const { kind, text } of lines) {
    if (nameWeights[kind] === 0) continue;
    const marked = new Set(inlineCode(text).flatMap(identifiersOf));
    const called = new Set(Array.from(text.matchAll(/([A-Za-z_$][\w$]{0,80})\(/g), ([, name = '']) => name));
    const owners = ownersOf(text);
    const owning = new Set([...owners.values()].flatMap((names) => [...names]));
    for (const name of identifiersOf(text)) {
      const key = name.toLowerCase();
      const isCode = isLookup || kind === 'code' || marked.has(name) || called.has(name) || owners.has(name);
      if (key.length < 3 || !(isCode || looksLikeCode(name)) || commonWords.has(name)) continue;
      const weight = isLookup && !owning.has(key) ? lookupWeight : nameWeights[kind];
      const known = names.get(key);
      if (known === undefined && names.size >= mostNames) continue;
      if (known === undefined || known.weight < weight) names.set(key, { owners: new Set(), ...known, name, weight });
      for (const owner of owners.get(name) ?? []) names.get(key)?.owners.add(owner);
    }
    if (kind === 'code') continue;
    for (const found of readPaths(text)) if (paths.size < mostPaths) paths.set(`${found.path}:${found.line}`, found);
  }
  return { names, paths: [...paths.values()] };
}

/** `camelCase`, `PascalCase` of several words, `snake_case`; a capital at the beginning is just a sentence's. */
function looksLikeCode(name: string): boolean {
  return /\p{Ll}\p{Lu}|\p{Lu}\p{Lu}\p{Ll}|[\p{L}\p{N}]_[\p{L}\p{N}]|^[_$]/u.test(name);
}

function inlineCode(text: string): string[] {
  return Array.from(text.matchAll(/`([^`]+)`/g), ([, code = '']) => code);
}

/** Of `a.b`, `a::b`, `a#b`, `a->b` and `a\b`: by the second name the first. */
function ownersOf(text: string): Map<string, Set<string>> {
  const owners = new Map<string, Set<string>>();
  const name = String.raw`([A-Za-z_$][\w$]{0,80})`;
  for (const [, owner = '', owned = ''] of text.matchAll(new RegExp(`${name}(?:\\.|::|#|->|\\\\)(?=${name})`, 'g'))) {
    const known = owners.get(owned) ?? new Set<string>();
    owners.set(owned, known.add(owner.toLowerCase()));
  }
  return owners;
}
