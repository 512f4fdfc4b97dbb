import { indentOf } from '../indentation.ts';
import { cut, matches } from './merge-lines.ts';
import type { Piece } from './piece.ts';
import { sides, type Versions, versionsOf } from './versions.ts';

/** How far a side moved a line: the white space that came to its beginning, or went from it. */
type Shift = `+${string}` | `-${string}`;

/**
 * Three versions of some lines, as pieces between the lines that both sides kept, where a side moved lines in or out, as
 * into a condition: what the other side changed among them moves along. Undefined where no side did, and where the lines
 * before and behind a change moved differently, so that it is not plain where it belongs.
 */
export function alignMovedIn(texts: Versions<string>): Piece[] | undefined {
  const lines = { base: cut(texts.base), left: cut(texts.left), right: cut(texts.right) };
  const words = (side: keyof typeof lines) => lines[side].map((line) => line.trim());
  const [inLeft, inRight] = [matches(words('base'), words('left')), matches(words('base'), words('right'))];
  if (!inLeft || !inRight) return undefined;
  const anchors = lines.base.flatMap((_, base) => {
    const [left, right] = [inLeft.get(base), inRight.get(base)];
    return left === undefined || right === undefined ? [] : [{ base, left, right }];
  });
  const kept = anchors.map((at) => versionsOf((side) => lines[side][at[side]] ?? ''));
  if (!kept.some((line) => line.base.trim() !== '' && (moves(line, 'left') || moves(line, 'right')))) return undefined;

  const following = nextFilled(kept);
  const pieces: Piece[] = [];
  let before: Versions<string> | undefined;
  let done = { base: 0, left: 0, right: 0 };
  for (const [index, to] of [...anchors, versionsOf((side) => lines[side].length)].entries()) {
    const between = versionsOf((side) => lines[side].slice(done[side], to[side]));
    const moved = moveAlong(
      between,
      [before, following[index]].filter((line) => line !== undefined),
    );
    if (!moved) return undefined;
    pieces.push(...moved);
    const line = kept[index];
    if (line) pieces.push(...keptLine(line));
    if (line && isFilled(line)) before = line;
    done = versionsOf((side) => to[side] + 1);
  }
  return pieces;
}

/** From each line on, the first that is not blank. */
function nextFilled(lines: readonly Versions<string>[]): readonly (Versions<string> | undefined)[] {
  let next: Versions<string> | undefined;
  return lines
    .toReversed()
    .map((line) => {
      if (isFilled(line)) next = line;
      return next;
    })
    .toReversed();
}

/** What stands between two lines that both sides kept. What only one side changed is moved as the other moved its place. */
function moveAlong(between: Versions<readonly string[]>, neighbours: readonly Versions<string>[]): Piece[] | undefined {
  const whole = versionsOf((side) => between[side].join(''));
  if (sides.every((side) => whole[side].trim() === ''))
    return whole.base + whole.left + whole.right === '' ? [] : [whole];
  for (const [still, changed] of [
    ['left', 'right'],
    ['right', 'left'],
  ] as const) {
    if (squash(whole[still]) !== squash(whole.base)) continue;
    const own = between.base.map((line, at) => ({ base: line, moved: between[still][at] ?? line }));
    const shifts = [...own, ...neighbours.map((line) => ({ base: line.base, moved: line[still] }))]
      .filter(({ base }) => base.trim() !== '')
      .map(({ base, moved }) => shiftOf(base, moved));
    const [shift] = shifts;
    if (shift === undefined || shifts.some((other) => other !== shift)) return undefined;
    const moved = between[changed].map((line) => shiftLine(line, shift));
    if (moved.includes(undefined)) return undefined;
    const text = moved.join('');
    return [{ ...versionsOf(() => whole[still]), [changed]: text }];
  }
  return [whole];
}

/** Its indentation apart from the rest of it, in which only white space at its end can differ. */
function keptLine(line: Versions<string>): Piece[] {
  const lead = versionsOf((side) => indentOf(line[side]));
  return [{ ...lead, spacing: true }, versionsOf((side) => line[side].slice(lead[side].length))];
}

const moves = (line: Versions<string>, side: 'left' | 'right') => indentOf(line.base) !== indentOf(line[side]);
const isFilled = ({ base }: Versions<string>) => base.trim() !== '';
const squash = (text: string) => text.replace(/\s+/g, ' ').trim();

function shiftOf(from: string, to: string): Shift | undefined {
  const [old, now] = [spaceOf(from), spaceOf(to)];
  if (now.endsWith(old)) return `+${now.slice(0, now.length - old.length)}`;
  return old.endsWith(now) ? `-${old.slice(0, old.length - now.length)}` : undefined;
}

function shiftLine(line: string, shift: Shift): string | undefined {
  if (line.trim() === '') return line;
  const [start, text] = line.startsWith('\n') ? ['\n', line.slice(1)] : ['', line];
  const space = shift.slice(1);
  if (shift.startsWith('+')) return start + space + text;
  return text.startsWith(space) ? start + text.slice(space.length) : undefined;
}

/** The indentation without the line end that is before it. */
const spaceOf = (line: string) => indentOf(line).replace('\n', '');
