import type { ChunkKind } from './chunk.ts';
import type { Weights } from './chunk-lines.ts';
import { largestChunk, type Piece } from './piece.ts';

/** A definition smaller than `small` joins its neighbour as long as both together stay within `joined`. */
const small = 300;
const joined = 800;

/** Joins neighbours on one level. The pieces of what was split stay apart, but for a head in front of the first. */
export function joinSmall(siblings: readonly (readonly Piece[])[], weights: Weights): Piece[] {
  const result: Piece[] = [];
  let open = false;
  for (const [first, ...rest] of siblings) {
    if (first === undefined) continue;
    const last = result.at(-1);
    const whole = rest.length === 0;
    if (open && last !== undefined && belongTogether(last, first, whole, weights))
      result.splice(-1, 1, join(last, first));
    else result.push(first);
    result.push(...rest);
    open = whole;
  }
  return result;
}

function belongTogether(left: Piece, right: Piece, whole: boolean, weights: Weights): boolean {
  const together = weights.of({ from: left.from, to: right.to });
  const loose = left.symbol === right.symbol && right.definitions.length === 0 && left.definitions.length === 0;
  if (loose) return together <= largestChunk;
  return whole && together <= joined && Math.min(weights.of(left), weights.of(right)) < small;
}

function join(left: Piece, right: Piece): Piece {
  const isLeft = left.definitions.length > 0 || right.definitions.length === 0 || holdsHeader(left);
  const named = isLeft ? left : right;
  return {
    from: left.from,
    to: right.to,
    kind: named.symbol === null ? looseKind(left.kind, right.kind) : named.kind,
    symbol: named.symbol,
    definitions: [...left.definitions, ...right.definitions],
    parents: named.parents,
  };
}

/** The head of a class goes by the class, whatever small members share its chunk. */
function holdsHeader({ from, to, parents }: Piece): boolean {
  const header = parents.at(-1) ?? -1;
  return from <= header && header <= to;
}

/** What passes on what it imports is an export, but only where there is no other code. Comments are what follows them. */
function looseKind(left: ChunkKind, right: ChunkKind): ChunkKind {
  if (left === 'text') return right;
  if (right === 'text') return left;
  if (left !== 'export' && right !== 'export') return left;
  const other = left === 'export' ? right : left;
  return other === 'import' ? 'export' : other;
}
