import type { BaseSnapshot, SnapshotChange } from '../../indexing/chunk-store.ts';
import { integerArray, textArray } from './binary-array.ts';
import type { Database } from './database.ts';
import { findBlobs, replacingOthers } from './save-snapshot.ts';

/**
 * Makes a snapshot of another one inside the database: its thousands of paths and numbers neither leave it nor come back.
 * @returns false where it cannot be made of the base any more.
 */
export async function saveChangedSnapshot(
  database: Database,
  repository: number,
  commit: string,
  base: BaseSnapshot,
  { files, counts, imports }: SnapshotChange,
): Promise<boolean> {
  const blobs = await findBlobs(database, repository, files);
  if (blobs.size < files.length) return false;
  const [row] = await database.query<{ saved: boolean }>(
    `with current as (select id from repositories where id = $1 and removals = $2 for update),
     base as (
       select s.* from snapshots s, current where s.repository = current.id and s.commit = $3 and s.version = $4),
     changed as (select * from unnest($5::text[], $6::integer[]) as new (path, blob)),
     saved as (
       insert into snapshots (repository, commit, version, paths, blobs, imports_from, imports_to, counts)
       select repository, $7, version, paths,
         (select array_agg(coalesce(changed.blob, held.blob) order by place)
          from unnest(base.paths, base.blobs) with ordinality as held (path, blob, place)
          left join changed on changed.path = held.path),
         coalesce($8::integer[], imports_from), coalesce($9::integer[], imports_to), $10
       from base
       ${replacingOthers})
     select exists (select from base) as saved`,
    [
      repository,
      base.removals,
      base.commit,
      base.version,
      textArray(files.map(({ path }) => path)),
      integerArray(files.map((_, place) => blobs.get(place) ?? 0)),
      commit,
      imports ? integerArray(imports.from) : null,
      imports ? integerArray(imports.to) : null,
      JSON.stringify(counts),
    ],
  );
  return row?.saved ?? false;
}
