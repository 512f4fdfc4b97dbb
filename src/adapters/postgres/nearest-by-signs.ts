import { integerArray } from './binary-array.ts';
import { createBlobCache } from './blob-cache.ts';
import type { Database } from './database.ts';
import { codeBytes, codeWords, differingSigns, signCode } from './sign-codes.ts';

/** Bytes: the signs of more than a million chunks. */
const usualLimit = 64 * 1024 * 1024;
const dimensions = 32 * codeWords;

/** Which chunks of a blob have codes, and these, `codeWords` words for each. */
interface BlobCodes {
  readonly chunks: readonly number[];
  readonly codes: Uint32Array;
}

export interface LikelyChunk {
  readonly blob: number;
  readonly chunk: number;
}

interface Searched {
  readonly repository: number;
  readonly embedder: number;
  readonly blobs: readonly number[];
  /** Whether all their chunks have vectors: what is still to grow is not kept. */
  readonly complete: boolean;
}

/**
 * Finds the chunks whose vectors have the most signs in common with a vector's. It looks at every chunk, in memory, at some
 * 20 million a second.
 */
export function createSignSearch(database: Database, limit = usualLimit) {
  const nothing: BlobCodes = { chunks: [], codes: new Uint32Array() };
  const newCache = (size: number) =>
    createBlobCache<BlobCodes>(size, { bytesOf: ({ codes }) => codes.length * 4, nothing });
  const cache = newCache(limit);

  return async ({ repository, embedder, blobs, complete }: Searched, vector: Float32Array, count: number) => {
    const code = signCode(vector);
    const found: { blob: number; chunks: readonly number[]; distances: Uint16Array }[] = [];
    const byDistance = new Uint32Array(dimensions + 1);
    await (complete ? cache : newCache(0)).each(
      `${repository} ${embedder}`,
      blobs,
      (page) => readPage(database, repository, embedder, page),
      (blob, { chunks, codes }) => {
        const distances = new Uint16Array(chunks.length);
        for (let index = 0; index < chunks.length; index += 1) {
          const distance = differingSigns(codes, index * codeWords, code);
          distances[index] = distance;
          byDistance[distance] = (byDistance[distance] ?? 0) + 1;
        }
        found.push({ blob, chunks, distances });
        return undefined;
      },
    );
    const farthest = reach(byDistance, count);
    const likely: LikelyChunk[] = [];
    for (const { blob, chunks, distances } of found) {
      distances.forEach((distance, index) => {
        if (distance <= farthest) likely.push({ blob, chunk: chunks[index] ?? 0 });
      });
    }
    return likely;
  };
}

/** The distance within which there are `count`, or a few more that are just as far. */
function reach(byDistance: Uint32Array, count: number): number {
  let within = 0;
  for (let distance = 0; distance < byDistance.length; distance += 1) {
    within += byDistance[distance] ?? 0;
    if (within >= count) return distance;
  }
  return byDistance.length;
}

async function readPage(database: Database, repository: number, embedder: number, blobs: readonly number[]) {
  const rows = await database.query<{ blob: number; first: number; codes: Buffer }>(
    `select blob, first_chunk as first, codes from chunk_codes
     where repository = $1 and embedder = $2 and blob = any($3::integer[]) order by blob, first_chunk`,
    [repository, embedder, integerArray(blobs)],
  );
  const byBlob = new Map<number, { chunks: number[]; parts: Buffer[] }>();
  for (const { blob, first, codes } of rows) {
    const entry = byBlob.get(blob) ?? { chunks: [], parts: [] };
    byBlob.set(blob, entry);
    // Two runs may have written some of the same chunks.
    const known = Math.max(0, (entry.chunks.at(-1) ?? -1) + 1 - first);
    for (let index = known; index < codes.length / codeBytes; index += 1) entry.chunks.push(first + index);
    entry.parts.push(codes.subarray(known * codeBytes));
  }
  return [...byBlob].map(([blob, { chunks, parts }]) => {
    const codes = new Uint32Array(Uint8Array.from(Buffer.concat(parts)).buffer);
    return [blob, { chunks, codes }] as const;
  });
}
