import type { Rows } from './chunk-lines.ts';
import type { FoundName } from './find-names.ts';

interface Part extends Rows {
  /** Rows where the definitions begin that it is in. */
  readonly parents: readonly number[];
}

/**
 * By part: the names that its code uses, each once, in order. What a parameter or a variable in it is called, or one
 * beside the head of what it is a part of, is used of nothing else. Parts and names are in the order of the file.
 */
export function usedNames(parts: readonly Part[], names: readonly FoundName[]): string[][] {
  const byPart = distribute(parts, names);
  const locals = byPart.map((found) => new Set(found.flatMap(({ name, role }) => (role === 'local' ? [name] : []))));
  return parts.map(({ parents }, index) => {
    const around = parents.map((row) => locals[partAt(parts, row)]);
    const isLocal = (name: string) => locals[index]?.has(name) === true || around.some((set) => set?.has(name));
    const used = byPart[index]?.filter(({ name, role }) => role === 'member' || (role === 'use' && !isLocal(name)));
    return [...new Set(used?.map(({ name }) => name))];
  });
}

function distribute(parts: readonly Part[], names: readonly FoundName[]): FoundName[][] {
  const byPart = parts.map((): FoundName[] => []);
  let part = 0;
  for (const found of names) {
    while (part < parts.length - 1 && found.row > (parts[part]?.to ?? 0)) part += 1;
    byPart[part]?.push(found);
  }
  return byPart;
}

function partAt(parts: readonly Part[], row: number): number {
  return parts.findIndex(({ from, to }) => from <= row && row <= to);
}
