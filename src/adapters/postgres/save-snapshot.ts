import { setImmediate } from 'node:timers/promises';
import type { NewSnapshot, SnapshotFile } from '../../indexing/chunk-store.ts';
import { integerArray, textArray } from './binary-array.ts';
import type { Database } from './database.ts';
import { eachByIndex } from './each-by-index.ts';
import { pagesOf } from './pages.ts';

/** Files that are looked up in one statement. */
const filesPage = 2_000;

/**
 * Makes a snapshot of contents that are there. Their numbers are looked up in pages, which another process may cut into by
 * removing contents; the snapshot goes in only where none were removed since, else they are looked up again.
 * @returns the files whose content is not there; none when the snapshot is saved.
 */
export async function saveSnapshot(
  database: Database,
  repository: number,
  commit: string,
  snapshot: NewSnapshot,
): Promise<SnapshotFile[]> {
  for (;;) {
    const removals = await countRemovals(database, repository);
    const blobs = await findBlobs(database, repository, snapshot.files);
    const missing = snapshot.files.filter((_, place) => !blobs.has(place));
    if (missing.length > 0) return missing;
    if (await insert(database, { repository, removals, commit, snapshot, blobs })) return [];
  }
}

export async function countRemovals(database: Database, repository: number): Promise<number> {
  const [row] = await database.query<{ removals: number }>('select removals from repositories where id = $1', [
    repository,
  ]);
  return row?.removals ?? 0;
}

/** The store's numbers of the contents, by the place of the file. */
export async function findBlobs(
  database: Database,
  repository: number,
  files: readonly SnapshotFile[],
): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  let from = 0;
  for (const page of pagesOf(files, filesPage)) {
    const rows = await database.query<{ place: number; id: number }>(
      `select file.place::integer, b.id
       from unnest($2::text[], $3::text[]) with ordinality as file (blob, chunker, place), lateral (
         select id from indexed_blobs
         where repository = $1 and blob = file.blob and chunker = file.chunker ${eachByIndex}) as b`,
      [repository, textArray(page.map(({ blob }) => blob)), textArray(page.map(({ chunker }) => chunker))],
    );
    for (const { place, id } of rows) found.set(from + place - 1, id);
    from += page.length;
    await setImmediate();
  }
  return found;
}

/** A snapshot of the same version that is there already stays. */
export const replacingOthers = `on conflict (repository, commit) do update set
  id = default, version = excluded.version, paths = excluded.paths, blobs = excluded.blobs,
  imports_from = excluded.imports_from, imports_to = excluded.imports_to, counts = excluded.counts,
  embedders = '{}', used_at = excluded.used_at
  where snapshots.version <> excluded.version`;

interface Insertion {
  readonly repository: number;
  readonly removals: number;
  readonly commit: string;
  readonly snapshot: NewSnapshot;
  readonly blobs: ReadonlyMap<number, number>;
}

/** False where contents were removed meanwhile. */
async function insert(
  database: Database,
  { repository, removals, commit, snapshot, blobs }: Insertion,
): Promise<boolean> {
  const { version, files, counts } = snapshot;
  const imports = await snapshot.imports;
  const [row] = await database.query<{ current: boolean }>(
    `with current as (select id from repositories where id = $1 and removals = $2 for update),
     saved as (
       insert into snapshots (repository, commit, version, paths, blobs, imports_from, imports_to, counts)
       select id, $3, $4, $5, $6, $7, $8, $9 from current
       ${replacingOthers})
     select exists (select from current) as current`,
    [
      repository,
      removals,
      commit,
      version,
      textArray(files.map(({ path }) => path)),
      integerArray(files.map((_, place) => blobs.get(place) ?? 0)),
      integerArray(imports.from),
      integerArray(imports.to),
      JSON.stringify(counts),
    ],
  );
  return row?.current ?? false;
}
