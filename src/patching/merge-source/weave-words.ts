import { matches } from './merge-lines.ts';
import { type Piece, resolve } from './piece.ts';

/** A number with what belongs to it, as a version, is one word: half of each side's is neither's. */
export const word = /\d[\p{L}\p{N}_]*(?:[.+-][\p{L}\p{N}_]+)*|[\p{L}_][\p{L}\p{N}_]*|\s+|[^\s\p{L}\p{N}_]/gu;
const isWord = (text: string) => /[\p{L}\p{N}_]/u.test(text);
/** A formatter's work: white space, the kind of quotes, commas and semicolons at ends. */
const isForm = (change: Piece) => [change.base, change.left, change.right].every((text) => /^[\s"'`,;]*$/.test(text));

const brackets: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Of the words of the base, what both sides must have left. */
const kept = 0.5;
/** Words that are compared at most: a place is a few lines. */
export const mostWords = 600;

/**
 * Puts together what both sides changed in one place, where something that both left stands between any two changes of
 * theirs, and most of the place is as it was. Undefined where the changes touch, or one side wrote the place anew.
 */
export function weaveWords({ base, left, right }: Piece): string | undefined {
  const [old, ours, theirs] = [base, left, right].map((text) => text.match(word) ?? []);
  if (!old || !ours || !theirs || [old, ours, theirs].some(({ length }) => length > mostWords)) return undefined;
  const [inLeft, inRight] = [matches(old, ours), matches(old, theirs)];
  if (!inLeft || !inRight) return undefined;

  let merged = '';
  let last: 'left' | 'right' | 'both' | undefined;
  let [b, l, r] = [0, 0, 0];
  let stayed = 0;
  for (const index of [...old.keys(), old.length]) {
    const isEnd = index === old.length;
    const [nextL, nextR] = isEnd ? [ours.length, theirs.length] : [inLeft.get(index), inRight.get(index)];
    if (nextL === undefined || nextR === undefined) continue;
    for (const change of changesOf(old.slice(b, index), ours.slice(l, nextL), theirs.slice(r, nextR))) {
      const whole = resolve(change);
      const text = whole ?? wrapped(change);
      if (text === undefined) return undefined;
      merged += text;
      if (change.left === change.right || isForm(change)) continue;
      const side = whole === undefined ? 'both' : change.left === change.base ? 'right' : 'left';
      if (last !== undefined && last !== side) return undefined;
      last = side;
    }
    const same = old[index] ?? '';
    if (/\S/.test(same)) last = undefined;
    if (isWord(same)) stayed += 1;
    merged += same;
    [b, l, r] = [index + 1, nextL + 1, nextR + 1];
  }
  return stayed > 0 && stayed >= kept * old.filter(isWord).length ? merged : undefined;
}

/** What one side put brackets around, with what the other made of it; undefined where both did, as either may be inside. */
function wrapped({ base, left, right }: Piece): string | undefined {
  if (!isWord(base) || left === '' || right === '') return undefined;
  const [ours, theirs] = [wrapperOf(base, left), wrapperOf(base, right)];
  if (ours && theirs) return undefined;
  if (ours) return ours.before + right + ours.after;
  return theirs && theirs.before + left + theirs.after;
}

function wrapperOf(base: string, around: string): { readonly before: string; readonly after: string } | undefined {
  const at = around.indexOf(base);
  const [before, after] = [around.slice(0, at), around.slice(at + base.length)];
  const closing = brackets[before.trimEnd().at(-1) ?? ''];
  return at !== -1 && closing !== undefined && after.trimStart().startsWith(closing) ? { before, after } : undefined;
}

/** Word by word where each stands for one. */
function changesOf(base: readonly string[], left: readonly string[], right: readonly string[]): Piece[] {
  if (base.length !== left.length || base.length !== right.length) {
    return [{ base: base.join(''), left: left.join(''), right: right.join('') }];
  }
  return base.map((text, index) => ({ base: text, left: left[index] ?? '', right: right[index] ?? '' }));
}
