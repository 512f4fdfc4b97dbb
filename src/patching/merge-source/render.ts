import { indented } from './containers.ts';
import { heldEdit } from './held-edit.ts';
import { joinNeighbours } from './join-neighbours.ts';
import { alignLines, cut } from './merge-lines.ts';
import { type Piece, resolve, unchanged } from './piece.ts';
import { agreed, overForm } from './plain-form.ts';
import { settle } from './settle.ts';
import { weaveWords } from './weave-words.ts';

/** Lines that hang together: what both sides did to them is merged or is a conflict. They begin with their line end. */
interface Lines extends Piece {
  readonly merged: string;
  readonly conflict: boolean;
  readonly woven: boolean;
}

export interface Rendered {
  readonly text: string;
  readonly conflicts: number;
  /** The lines that both sides changed and that are put together, as each side has them. */
  readonly woven: readonly string[];
}

interface Open {
  base: string;
  left: string;
  right: string;
  merged: string;
  conflict: boolean;
  touched: Set<'left' | 'right'>;
  added: Set<'left' | 'right'>;
  /** Who made the change that nothing unchanged has followed yet. */
  last: 'left' | 'right' | undefined;
  /** Both sides changed neighbouring words. */
  meet: boolean;
  /** A side changed white space in it. */
  spaced: boolean;
}

/**
 * Writes the pieces of a file out. Where both sides changed a line, it is a conflict, unless both only added to a list in
 * it, or `withinLines` asks for what both changed to be put together and an unchanged word stands between.
 */
export function render(language: string, pieces: readonly Piece[], withinLines: boolean): Rendered {
  const woven: string[] = [];
  let conflicts = 0;
  let text = '';
  for (const lines of joinConflicts(groupLines(pieces, withinLines))) {
    if (!lines.conflict) {
      if (lines.woven) woven.push(...cut(lines.left), ...cut(lines.right));
      text += lines.merged;
      continue;
    }
    for (const piece of joinConflicts(alignLines(lines).map((here) => toLines(language, here, withinLines)))) {
      if (!piece.conflict) {
        if (piece.woven) woven.push(...cut(piece.left), ...cut(piece.right));
        text += piece.merged;
        continue;
      }
      const { before, left, right, after } = withoutCommonEdges(piece);
      text += `${before}\n<<<<<<< left${left}\n=======${right}\n>>>>>>> right${after}`;
      conflicts += 1;
    }
  }
  const closed = /\n>>>>>>> right$/.test(text) ? `${text}\n` : text;
  return { text: closed.slice(1), conflicts, woven };
}

function toLines(language: string, piece: Piece, withinLines: boolean): Lines {
  const whole = resolve(piece) ?? settle(piece) ?? resolve(withoutTrailingSpace(piece));
  const sameButForm = whole ?? agreed(language, piece);
  const isClear = withinLines && !isOfUnclearBlock(language, piece);
  const woven = isClear ? weaveWords(piece) : undefined;
  const oneSide = withinLines ? (heldEdit(piece) ?? overForm(language, piece)) : undefined;
  const merged = sameButForm ?? woven ?? oneSide ?? (isClear ? joinNeighbours(piece) : undefined);
  return { ...piece, merged: merged ?? '', conflict: merged === undefined, woven: whole === undefined };
}

/** Where indentation is syntax, and one side moved lines into another block or out of it, and the other added some or took some away. */
function isOfUnclearBlock(language: string, { base, left, right }: Piece): boolean {
  if (!indented.has(language)) return false;
  const old = cut(base);
  const words = new Set(old.map((line) => line.trim()));
  const moved = (side: string) => cut(side).some((line) => words.has(line.trim()) && !old.includes(line));
  const hasOthers = (side: string) => cut(side).length !== old.length;
  return (moved(left) && hasOthers(right)) || (moved(right) && hasOthers(left));
}

function withoutTrailingSpace({ base, left, right }: Piece): Piece {
  const trim = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n');
  return { base: trim(base), left: trim(left), right: trim(right) };
}

function groupLines(pieces: readonly Piece[], withinLines: boolean): Lines[] {
  const groups: Lines[] = [];
  let open = start();
  const all = pieces.flatMap(atLineEnds);
  const areLines = lineStarts(all);
  all.forEach((piece, index) => {
    if (areLines[index]) close();
    add(piece);
  });
  close();
  return groups;

  function start(): Open {
    const texts = { base: '', left: '', right: '', merged: '' };
    return {
      ...texts,
      conflict: false,
      touched: new Set(),
      added: new Set(),
      last: undefined,
      meet: false,
      spaced: false,
    };
  }

  function add(piece: Piece) {
    const { base, left, right } = piece;
    const merged = resolve(piece);
    open.base += base;
    open.left += left;
    open.right += right;
    open.merged += merged ?? '';
    open.conflict ||= merged === undefined;
    if (left === right) {
      if (/\S/.test(left)) open.last = undefined;
      return;
    }
    if (withinLines && piece.spacing) {
      open.spaced = true;
      return;
    }
    const sides = piece.free ? open.added : open.touched;
    if (left !== base) sides.add('left');
    if (right !== base) sides.add('right');
    const side = left === base ? 'right' : 'left';
    const isApart = base === '' && newOperand.test(left + right);
    if (!piece.free && !isApart && open.last !== undefined && open.last !== side) open.meet = true;
    if (!piece.free) open.last = side;
  }

  function close() {
    const { base, left, right, merged, touched, added, spaced } = open;
    const other = { left: 'right', right: 'left' } as const;
    const inOneLine = [...touched].some((side) => touched.has(other[side]) || added.has(other[side]));
    const conflict = open.conflict || (inOneLine && (!withinLines || open.meet));
    if (base + left + right !== '') groups.push({ base, left, right, merged, conflict, woven: inOneLine || spaced });
    open = start();
  }
}

/** One more operand, argument or parameter changes nothing about the one before it. */
const newOperand = /^\s*(?:,|\|\||&&|\?\?|(?:and|or)\b)/;

/** Whether, from a piece on, each of the texts goes on with a new line or is at its end. */
function lineStarts(pieces: readonly Piece[]): readonly boolean[] {
  const next = { base: true, left: true, right: true };
  return [...pieces]
    .reverse()
    .map((piece) => {
      for (const side of ['base', 'left', 'right'] as const) {
        if (piece[side] !== '') next[side] = piece[side].startsWith('\n');
      }
      return next.base && next.left && next.right;
    })
    .reverse();
}

/** So that a change is no wider than its lines. */
function atLineEnds(piece: Piece): Piece[] {
  if (isUnchanged(piece)) return cut(piece.base).map(unchanged);
  if (piece.spacing) return [piece];
  return piece.base.includes('\n') ? alignLines(piece) : [piece];
}

const isUnchanged = ({ base, left, right }: Piece) => base === left && left === right;

/** Neighbouring conflicts are one. */
function joinConflicts(all: readonly Lines[]): Lines[] {
  const joined: Lines[] = [];
  for (const lines of all) {
    const last = joined.at(-1);
    if (!last?.conflict || !lines.conflict) {
      joined.push(lines);
      continue;
    }
    const [base, left, right] = [last.base + lines.base, last.left + lines.left, last.right + lines.right];
    joined[joined.length - 1] = { base, left, right, merged: '', conflict: true, woven: false };
  }
  return joined;
}

/** What both sides have alike at either end of a conflict is none, as in git's zealous merge. */
function withoutCommonEdges(piece: Piece): { before: string; left: string; right: string; after: string } {
  const [left, right] = [cut(piece.left), cut(piece.right)];
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && left.at(-1 - tail) === right.at(-1 - tail)) tail += 1;
  return {
    before: left.slice(0, head).join(''),
    left: left.slice(head, left.length - tail).join(''),
    right: right.slice(head, right.length - tail).join(''),
    after: left.slice(left.length - tail).join(''),
  };
}
