import { toSql } from 'pgvector';
import { integerArray } from './binary-array.ts';
import { createBlobCache } from './blob-cache.ts';
import type { Database } from './database.ts';
import { halfNumbers, halfVector, readHalves } from './half-vector.ts';
import type { LikelyChunk } from './nearest-by-signs.ts';

/** Bytes: the vectors of some 120,000 chunks. */
const usualLimit = 96 * 1024 * 1024;
/** A command line asks a few times and ends: it would read the neighbours of each chunk for nothing. */
const asksBefore = 3;
const dimensions = 384;
const vectorBytes = 2 * dimensions;

export interface MeasuredChunk extends LikelyChunk {
  /** The cosine. */
  readonly similarity: number;
}

interface Measured {
  readonly repository: number;
  readonly embedder: number;
  /** Whether all chunks have vectors: what is still to grow is not kept. */
  readonly complete: boolean;
  /** Contents among which the likely ones were found: the same list of them is the same array. */
  readonly blobs: readonly number[];
  /** Whether they are all of a snapshot, so that they will be asked for again. */
  readonly whole: boolean;
  /** About how many vectors they have. */
  readonly vectors: number;
}

/** The vectors of some chunks of a content, one behind the other, each number in 16 bits as the database has it. */
interface BlobVectors {
  readonly chunks: readonly number[];
  readonly halves: Uint16Array;
}

/**
 * Puts chunks in order by the cosines of their vectors with another, nearest first. At first the database does it; a
 * process that goes on asking holds vectors in memory, by content, because looking five hundred of them up takes longer than
 * the rest of a search. Those of a snapshot are read all at once where there is room for them.
 */
export function createCosineOrder(database: Database, limit = usualLimit) {
  const cache = createBlobCache<BlobVectors>(limit, {
    bytesOf: ({ halves }) => halves.byteLength,
    nothing: { chunks: [], halves: new Uint16Array() },
  });
  const asked = new Map<string, number>();
  const read = new WeakSet<readonly number[]>();
  return async (measured: Measured, vector: Float32Array, likely: readonly LikelyChunk[], count: number) => {
    const scope = `${measured.repository} ${measured.embedder}`;
    const times = (asked.get(scope) ?? 0) + 1;
    asked.set(scope, times);
    if (!measured.complete || times <= asksBefore) return orderInDatabase(database, measured, vector, likely, count);
    const wanted = new Map<number, number[]>();
    for (const { blob, chunk } of likely) {
      const chunks = wanted.get(blob);
      if (chunks === undefined) wanted.set(blob, [chunk]);
      else chunks.push(chunk);
    }
    const found: MeasuredChunk[] = [];
    const rounded = roundedAsStored(vector);
    const readVectors = (page: readonly number[]) => readPage(database, measured, page);
    if (measured.whole && measured.vectors * vectorBytes <= limit && !read.has(measured.blobs)) {
      await cache.each(scope, measured.blobs, readVectors, () => undefined);
      read.add(measured.blobs);
    }
    await cache.each(scope, [...wanted.keys()], readVectors, (blob, { chunks, halves }) => {
      for (const chunk of wanted.get(blob) ?? []) {
        const place = chunks.indexOf(chunk);
        if (place !== -1) found.push({ blob, chunk, similarity: cosine(rounded, halves, dimensions * place) });
      }
      return undefined;
    });
    return found.sort(nearestFirst).slice(0, count);
  };
}

function nearestFirst(left: MeasuredChunk, right: MeasuredChunk): number {
  return right.similarity - left.similarity || left.blob - right.blob || left.chunk - right.chunk;
}

interface Rounded {
  readonly numbers: Float32Array;
  readonly squares: number;
}

function roundedAsStored(vector: Float32Array): Rounded {
  const numbers = Float32Array.from(readHalves(halfVector(vector), dimensions), (half) => halfNumbers[half] ?? 0);
  return { numbers, squares: numbers.reduce((sum, number) => sum + number * number, 0) };
}

/** @param from where the vector begins. */
function cosine({ numbers, squares }: Rounded, halves: Uint16Array, from: number): number {
  let product = 0;
  let other = 0;
  for (let place = 0; place < dimensions; place += 1) {
    const right = halfNumbers[halves[from + place] ?? 0] ?? 0;
    product += (numbers[place] ?? 0) * right;
    other += right * right;
  }
  return squares === 0 || other === 0 ? 0 : product / Math.sqrt(squares * other);
}

async function orderInDatabase(
  database: Database,
  { repository, embedder }: Measured,
  vector: Float32Array,
  likely: readonly LikelyChunk[],
  count: number,
): Promise<MeasuredChunk[]> {
  // A subquery, because a planner without statistics would read all vectors for a join.
  const rows = await database.query<{ blob: number; chunk: number; distance: number }>(
    `select blob, chunk, distance from (
       select likely.*, (
         select v.embedding <=> $5::halfvec from chunk_vectors v
         where v.repository = $1 and v.embedder = $2 and v.blob = likely.blob and v.chunk = likely.chunk) as distance
       from unnest($3::integer[], $4::integer[]) as likely (blob, chunk)) as measured
     where distance is not null order by distance, blob, chunk limit $6`,
    [
      repository,
      embedder,
      integerArray(likely.map(({ blob }) => blob)),
      integerArray(likely.map(({ chunk }) => chunk)),
      toSql(Array.from(vector)),
      count,
    ],
  );
  return rows.map(({ blob, chunk, distance }) => ({ blob, chunk, similarity: 1 - distance }));
}

async function readPage(database: Database, { repository, embedder }: Measured, blobs: readonly number[]) {
  const rows = await database.query<{ blob: number; chunks: number[]; vectors: Buffer }>(
    `select wanted.blob, found.chunks, found.vectors
     from unnest($3::integer[]) as wanted (blob), lateral (
       select array_to_json(array_agg(v.chunk order by v.chunk)) as chunks,
         string_agg(halfvec_send(v.embedding), '' order by v.chunk) as vectors
       from chunk_vectors v where v.repository = $1 and v.embedder = $2 and v.blob = wanted.blob) as found
     where found.chunks is not null`,
    [repository, embedder, integerArray(blobs)],
  );
  return rows.map(({ blob, chunks, vectors }) => [blob, { chunks, halves: readHalves(vectors, dimensions) }] as const);
}
