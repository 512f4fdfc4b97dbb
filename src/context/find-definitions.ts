import type { SnapshotPostings, TermPostings } from './chunk-search.ts';
import type { Mention } from './read-mentions.ts';

/** A mentioned name that a chunk defines. */
export interface Definition {
  readonly mention: Mention;
  /** How many files define it, tests aside. */
  readonly definers: number;
}

const nowhere: TermPostings = { file: new Uint32Array(), chunk: new Uint16Array(), count: new Uint8Array() };

/** By file, then by chunk. */
export type Definitions = ReadonlyMap<number, ReadonlyMap<number, readonly Definition[]>>;

/**
 * Where mentioned names are defined.
 * @param firstTerm from which on the postings are those of the names' definition terms, in the order of `mentions`.
 */
export function findDefinitions(
  { terms }: SnapshotPostings,
  firstTerm: number,
  mentions: readonly Mention[],
  isTest: (file: number) => boolean,
): Definitions {
  const definitions = new Map<number, Map<number, Definition[]>>();
  mentions.forEach((mention, name) => {
    const { file, chunk } = terms[firstTerm + name] ?? nowhere;
    const definers = Math.max(1, new Set(file.filter((place) => !isTest(place))).size);
    chunk.forEach((number, index) => {
      const place = file[index] ?? 0;
      const chunks = definitions.get(place) ?? new Map<number, Definition[]>();
      const list = chunks.get(number) ?? [];
      list.push({ mention, definers });
      definitions.set(place, chunks.set(number, list));
    });
  });
  return definitions;
}

/**
 * How much a definition says, at most the weight of its name: one that many files define says little about each, unless
 * what stands before it in the request is the class or the file that it is in.
 */
export function strengthOf({ mention, definers }: Definition, path: string, symbols: readonly string[]): number {
  if (definers === 1 || mention.owners.size === 0) return mention.weight / definers;
  const folders = path
    .toLowerCase()
    .split('/')
    .map((name) => name.replace(/\..*$/, ''));
  const inClass = symbols.some((symbol) => {
    const names = symbol.toLowerCase().split('.');
    return names.at(-1) === mention.name.toLowerCase() && mention.owners.has(names.at(-2) ?? '');
  });
  const isOwned = inClass || folders.some((name) => mention.owners.has(name));
  return isOwned ? mention.weight : mention.weight / definers;
}
