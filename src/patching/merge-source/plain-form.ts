import { commaStandsFree, plainString } from '../whole/token-rules.ts';
import { indented } from './containers.ts';
import type { Piece } from './piece.ts';

/** A string is one; one that does not end in its line ends there. */
const token = /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;
const ecmascript: ReadonlySet<string> = new Set(['javascript', 'typescript', 'tsx']);

/** Whether two texts differ at most in what a formatter may change: white space that is no syntax, quotes, commas at ends. */
export const haveOneForm = (language: string, a: string, b: string) =>
  a === b || plainForm(language, a) === plainForm(language, b);

/** What both sides made of a place, where they differ in form only. */
export function agreed(language: string, { left, right }: Piece): string | undefined {
  if (!haveOneForm(language, left, right)) return undefined;
  return left.length < right.length ? right : left;
}

/** What one side made of a place of which the other only changed the form. */
export function overForm(language: string, { base, left, right }: Piece): string | undefined {
  if (haveOneForm(language, base, left)) return right;
  return haveOneForm(language, base, right) ? left : undefined;
}

function plainForm(language: string, text: string): string {
  if (!indented.has(language)) return plainTokens(language, text);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => `${/^\s*/.exec(line)?.[0]}${plainTokens(language, line)}`).join('\n');
}

function plainTokens(language: string, text: string): string {
  const isEcmascript = ecmascript.has(language);
  const tokens = (isEcmascript ? text.replace(/;$/gm, '') : text).match(token) ?? [];
  const isArrowBracket = (at: number, end: number) =>
    isEcmascript && tokens[end + 1] === '=' && tokens[end + 2] === '>' && at + 2 === end;
  return tokens
    .filter((sign, at) => {
      if (sign === '(') return !(tokens[at + 2] === ')' && isArrowBracket(at, at + 2));
      if (sign === ')') return !(tokens[at - 2] === '(' && isArrowBracket(at - 2, at));
      return sign !== ',' || !commaStandsFree(language) || !/^[)\]}]?$/.test(tokens[at + 1] ?? '');
    })
    .map((sign) => plainString(language, sign))
    .join(' ');
}
