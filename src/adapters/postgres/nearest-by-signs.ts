import { integerArray } from './binary-array.ts';
import { createBlobCache } from './blob-cache.ts';
import type { Database } from './database.ts';
import { codeBytes, signSum, signSums } from './sign-codes.ts';

/** Bytes: the signs of more than a million chunks. */
const usualLimit = 64 * 1024 * 1024;

/** Which chunks of a blob have codes, and these, one behind the other. */
interface BlobCodes {
  readonly chunks: readonly number[];
  readonly codes: Uint8Array;
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
 * Finds the chunks whose vectors are likely the nearest to a vector, by their signs. It looks at every chunk, in memory, at
 * some 10 million a second.
 */
export function createSignSearch(database: Database, limit = usualLimit) {
  const cache = newCache(limit);
  return async ({ repository, embedder, blobs, complete }: Searched, vector: Float32Array, count: number) => {
    const found: (BlobCodes & { readonly blob: number })[] = [];
    await (complete ? cache : newCache(0)).each(
      `${repository} ${embedder}`,
      blobs,
      (page) => readPage(database, repository, embedder, page),
      (blob, { chunks, codes }) => {
        found.push({ blob, chunks, codes });
        return undefined;
      },
    );
    const nearness = measure(found, signSums(vector));
    const least = leastOf(nearness, count);
    const likely: LikelyChunk[] = [];
    let at = 0;
    for (const { blob, chunks } of found) {
      for (const chunk of chunks) {
        if ((nearness[at] ?? 0) >= least) likely.push({ blob, chunk });
        at += 1;
      }
    }
    return likely;
  };
}

/** Of each chunk, in order. */
function measure(found: readonly BlobCodes[], sums: Float32Array): Float32Array {
  const nearness = new Float32Array(found.reduce((sum, { chunks }) => sum + chunks.length, 0));
  let at = 0;
  for (const { codes } of found) {
    for (let from = 0; from < codes.length; from += codeBytes) {
      nearness[at] = signSum(sums, codes, from);
      at += 1;
    }
  }
  return nearness;
}

const steps = 4_096;

/** What the `count` nearest have at least, and few others; in steps, because that is faster than to sort them. */
function leastOf(nearness: Float32Array, count: number): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of nearness) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const scale = (steps - 1) / (high - low || 1);
  const within = new Uint32Array(steps);
  for (const value of nearness) {
    const step = Math.floor((value - low) * scale);
    within[step] = (within[step] ?? 0) + 1;
  }
  let nearer = 0;
  for (let step = steps - 1; step > 0; step -= 1) {
    nearer += within[step] ?? 0;
    if (nearer >= count) return low + step / scale;
  }
  return Number.NEGATIVE_INFINITY;
}

function newCache(limit: number) {
  return createBlobCache<BlobCodes>(limit, {
    bytesOf: ({ codes }) => codes.length,
    nothing: { chunks: [], codes: new Uint8Array() },
  });
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
  return [...byBlob].map(([blob, { chunks, parts }]) => [blob, { chunks, codes: Buffer.concat(parts) }] as const);
}
