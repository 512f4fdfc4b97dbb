import type { Chunk, ChunkKind } from '../indexing/chunk.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import { isTestPath } from '../text/test-path.ts';
import { definitionTerm, referenceTerm } from '../text/words.ts';
import type { ChunkSearch, SearchableSnapshot } from './chunk-search.ts';
import { importersOf, isWanted, type WhichTests } from './find-importers.ts';
import { openSnapshot } from './open-snapshot.ts';

export interface SymbolPlace {
  readonly path: string;
  /** Of the chunk, from 1; both ends are inside. */
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol: string | null;
  readonly kind: ChunkKind;
  readonly isTest: boolean;
}

export interface SymbolUses {
  /** Without what is before it in a qualified name: code calls a symbol by this. */
  readonly name: string;
  readonly definitions: readonly SymbolPlace[];
  /** First those in files that import a definition's file or are one; code before tests. */
  readonly uses: readonly SymbolPlace[];
  /** How many chunks use it in all. */
  readonly total: number;
}

/** Shown, and looked at for those that a qualified name means. */
const mostDefinitions = 20;
const mostCandidates = 200;

/**
 * Where a symbol is defined, and the chunks whose code uses its name, by one look into the word index. Other symbols of
 * the same name cannot be told apart, but a qualified name (`Class.method`) chooses among definitions.
 * @throws Error when the commit is not indexed.
 */
export async function findUses(
  { search }: { readonly search: ChunkSearch },
  ref: SnapshotRef,
  symbol: string,
  { limit, tests }: { readonly limit: number; readonly tests: WhichTests },
): Promise<SymbolUses> {
  const snapshot = await openSnapshot(search, ref);
  const qualified = segmentsOf(symbol);
  const name = qualified.at(-1) ?? '';
  const { terms } = await snapshot.postings([definitionTerm(name), referenceTerm(name)]);
  const [defining = [], referring = []] = terms.map(({ file, chunk }) =>
    Array.from(file, (place, index) => ({ file: place, chunk: chunk[index] ?? 0 })),
  );

  const definitions = await definitionsOf(snapshot, defining, qualified);
  const definers = new Set(definitions.map((definition) => definition.file));
  const importers = await importersOf(snapshot, definers);
  const pathOf = (place: number) => snapshot.files[place]?.path ?? '';
  const using = referring
    .filter(({ file: place }) => isWanted(isTestPath(pathOf(place)), tests))
    .map((place) => ({ ...place, distance: definers.has(place.file) || importers.has(place.file) ? 0 : 1 }))
    .sort(
      (left, right) =>
        left.distance - right.distance ||
        Number(isTestPath(pathOf(left.file))) - Number(isTestPath(pathOf(right.file))) ||
        left.file - right.file ||
        left.chunk - right.chunk,
    );
  const uses = await withChunks(snapshot, using.slice(0, limit));
  return {
    name,
    definitions: definitions.map(({ place }) => place),
    uses: uses.map(({ place }) => place),
    total: using.length,
  };
}

/** `Class::method`, `Class#method()`, `pkg.Class` */
function segmentsOf(symbol: string): string[] {
  return symbol
    .trim()
    .replace(/\(.*$/s, '')
    .split(/[.#\\]|::/)
    .filter((segment) => segment !== '');
}

interface ChunkPlace {
  readonly file: number;
  readonly chunk: number;
}

/** The index knows definitions in small letters, by their last name; those that fit the whole name, if any does. */
async function definitionsOf(
  snapshot: SearchableSnapshot,
  places: readonly ChunkPlace[],
  qualified: readonly string[],
) {
  const found = await withChunks(snapshot, places.slice(0, mostCandidates));
  const defining = (segments: readonly string[]) =>
    found.filter(({ chunk }) =>
      chunk.definitions.some((definition) => `.${definition}`.endsWith(`.${segments.join('.')}`)),
    );
  const exact = defining(qualified);
  return (exact.length > 0 ? exact : defining(qualified.slice(-1))).slice(0, mostDefinitions);
}

async function withChunks(snapshot: SearchableSnapshot, places: readonly ChunkPlace[]) {
  const files = [...new Set(places.map(({ file }) => file))];
  const chunks = new Map((await snapshot.chunks(files)).map((list, index) => [files[index], list]));
  return places.flatMap(({ file, chunk: number }) => {
    const chunk = chunks.get(file)?.[number];
    const path = snapshot.files[file]?.path ?? '';
    return chunk === undefined ? [] : [{ file, chunk, place: placeOf(path, chunk) }];
  });
}

function placeOf(path: string, { startLine, endLine, symbol, kind }: Chunk): SymbolPlace {
  return { path, startLine, endLine, symbol, kind, isTest: isTestPath(path) };
}
