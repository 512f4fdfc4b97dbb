import { alignLines, cut } from './merge-lines.ts';
import { type Piece, resolve, unchanged } from './piece.ts';

/** Lines that hang together: what both sides did to them is merged or is a conflict. They begin with their line end. */
interface Lines extends Piece {
  readonly merged: string;
  readonly conflict: boolean;
}

interface Open {
  base: string;
  left: string;
  right: string;
  merged: string;
  conflict: boolean;
  touched: Set<'left' | 'right'>;
  added: Set<'left' | 'right'>;
}

/** Writes the pieces of a file out. Where both sides changed a line, it is a conflict, unless both only added to a list in it. */
export function render(pieces: readonly Piece[]): { text: string; conflicts: number } {
  let conflicts = 0;
  let text = '';
  for (const lines of joinConflicts(groupLines(pieces))) {
    if (!lines.conflict) {
      text += lines.merged;
      continue;
    }
    for (const piece of joinConflicts(alignLines(lines).map(toLines))) {
      if (!piece.conflict) {
        text += piece.merged;
        continue;
      }
      const { before, left, right, after } = withoutCommonEdges(piece);
      text += `${before}\n<<<<<<< left${left}\n=======${right}\n>>>>>>> right${after}`;
      conflicts += 1;
    }
  }
  const closed = /\n>>>>>>> right$/.test(text) ? `${text}\n` : text;
  return { text: closed.slice(1), conflicts };
}

function toLines(piece: Piece): Lines {
  const merged = resolve(piece);
  return { ...piece, merged: merged ?? '', conflict: merged === undefined };
}

function groupLines(pieces: readonly Piece[]): Lines[] {
  const groups: Lines[] = [];
  let open = start();
  for (const piece of pieces.flatMap(atLineEnds)) {
    if ([piece.base, piece.left, piece.right].every((text) => text === '' || text.startsWith('\n'))) close();
    add(piece);
  }
  close();
  return groups;

  function start(): Open {
    return { base: '', left: '', right: '', merged: '', conflict: false, touched: new Set(), added: new Set() };
  }

  function add(piece: Piece) {
    const { base, left, right } = piece;
    const merged = resolve(piece);
    open.base += base;
    open.left += left;
    open.right += right;
    open.merged += merged ?? '';
    open.conflict ||= merged === undefined;
    if (left === right) return;
    const sides = piece.free ? open.added : open.touched;
    if (left !== base) sides.add('left');
    if (right !== base) sides.add('right');
  }

  function close() {
    const { base, left, right, merged, touched, added } = open;
    const other = { left: 'right', right: 'left' } as const;
    const both = [...touched].some((side) => touched.has(other[side]) || added.has(other[side]));
    if (base + left + right !== '') groups.push({ base, left, right, merged, conflict: open.conflict || both });
    open = start();
  }
}

/** So that a change is no wider than its lines. */
function atLineEnds(piece: Piece): Piece[] {
  if (isUnchanged(piece)) return cut(piece.base).map(unchanged);
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
    joined[joined.length - 1] = { base, left, right, merged: '', conflict: true };
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
