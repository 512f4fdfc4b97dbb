import type { Rows } from './chunk-lines.ts';
import type { FoundName } from './find-names.ts';
import type { Piece } from './piece.ts';

/**
 * By piece: the names that its code uses, each once, in order. What a parameter or a variable is called, in it or in
 * another part of a function that it is in, is used of nothing else. Pieces and names are in the order of the file.
 */
export function usedNames(pieces: readonly Piece[], names: readonly FoundName[]): string[][] {
  const byPiece = distribute(pieces, names);
  const locals = byPiece.map((found) => found.flatMap(({ name, role }) => (role === 'local' ? [name] : [])));
  const byFunction = new Map<number, Set<string>>();
  pieces.forEach(({ kind, parents }, index) => {
    const row = parents.at(-1);
    if (row === undefined || !functions.has(kind)) return;
    const shared = byFunction.get(row) ?? new Set();
    for (const name of locals[index] ?? []) shared.add(name);
    byFunction.set(row, shared);
  });
  return pieces.map(({ parents }, index) => {
    const around = [new Set(locals[index]), ...parents.map((row) => byFunction.get(row))];
    const isLocal = (name: string) => around.some((set) => set?.has(name));
    const used = byPiece[index]?.filter(({ name, role }) => role === 'member' || (role === 'use' && !isLocal(name)));
    return [...new Set(used?.map(({ name }) => name))];
  });
}

const functions = new Set(['function', 'method', 'test']);

function distribute(pieces: readonly Rows[], names: readonly FoundName[]): FoundName[][] {
  const byPiece = pieces.map((): FoundName[] => []);
  let piece = 0;
  for (const found of names) {
    while (piece < pieces.length - 1 && found.row > (pieces[piece]?.to ?? 0)) piece += 1;
    byPiece[piece]?.push(found);
  }
  return byPiece;
}
