import type { ChunkVector } from '../../indexing/chunk-store.ts';
import { byteaArray, bytesArray, integerArray } from './binary-array.ts';
import type { Database } from './database.ts';
import { halfVector } from './half-vector.ts';
import { signCode } from './sign-codes.ts';

/**
 * Writes vectors, and the signs of those that follow each other in a blob as one row; rows that are there stay.
 * @param halfvec the object id of the type, which is not the same in every database.
 */
export async function addVectors(
  database: Database,
  repository: number,
  embedder: number,
  vectors: readonly ChunkVector[],
  halfvec: number,
): Promise<void> {
  const sorted = [...vectors].sort((left, right) => left.blob - right.blob || left.chunk - right.chunk);
  const runs = [...runsOf(sorted)];
  await database.query(
    `with added as (
       insert into chunk_vectors (repository, embedder, blob, chunk, embedding)
       select $1, $2, new.* from unnest($3::integer[], $4::integer[], $5::halfvec[]) as new
       on conflict do nothing)
     insert into chunk_codes (repository, embedder, blob, first_chunk, codes)
     select $1, $2, new.* from unnest($6::integer[], $7::integer[], $8::bytea[]) as new
     on conflict do nothing`,
    [
      repository,
      embedder,
      integerArray(sorted.map(({ blob }) => blob)),
      integerArray(sorted.map(({ chunk }) => chunk)),
      bytesArray(
        halfvec,
        sorted.map(({ vector }) => halfVector(vector)),
      ),
      integerArray(runs.map(([first]) => first.blob)),
      integerArray(runs.map(([first]) => first.chunk)),
      byteaArray(runs.map((run) => Buffer.concat(run.map(({ vector }) => signCode(vector))))),
    ],
  );
}

/** Vectors of chunks that follow each other in one blob. */
function* runsOf(sorted: readonly ChunkVector[]): Generator<[ChunkVector, ...ChunkVector[]]> {
  let run: [ChunkVector, ...ChunkVector[]] | undefined;
  for (const vector of sorted) {
    const last = run?.at(-1);
    if (run && last?.blob === vector.blob && last.chunk + 1 === vector.chunk) {
      run.push(vector);
      continue;
    }
    if (run) yield run;
    run = [vector];
  }
  if (run) yield run;
}
