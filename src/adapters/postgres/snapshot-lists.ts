import type { SnapshotFile, SnapshotImports } from '../../context/chunk-search.ts';
import { integerArray } from './binary-array.ts';
import type { Database } from './database.ts';
import { pagesOf } from './pages.ts';

/** Snapshots whose list of files is kept in memory. */
const mostLists = 8;
/** Contents that are looked up in one statement. */
const idsPage = 2_000;

export interface SnapshotList {
  /** Of the snapshot. */
  readonly id: number;
  readonly files: readonly SnapshotFile[];
  /** The store's numbers of the contents, by file. */
  readonly ids: readonly number[];
  /** The other way round. */
  readonly filesOf: ReadonlyMap<number, readonly number[]>;
  /** Embedders whose vectors are known to be there for every chunk. */
  readonly complete: Set<number>;
  /** Read when it is asked for the first time. */
  readonly imports: () => Promise<SnapshotImports>;
}

/** What does not change in the snapshots that were searched last. */
export function createSnapshotLists(database: Database) {
  const lists = new Map<number, SnapshotList>();
  return {
    async read(repository: number, commit: string): Promise<SnapshotList | undefined> {
      const [row] = await database.query<{ id: number; unused: boolean }>(
        `select id, used_at < now() - interval '1 hour' as unused from snapshots where repository = $1 and commit = $2`,
        [repository, commit],
      );
      if (row === undefined) return undefined;
      if (row.unused) {
        await database.query('update snapshots set used_at = now() where repository = $1 and id = $2', [
          repository,
          row.id,
        ]);
      }
      const list = lists.get(row.id) ?? (await readList(database, repository, row.id));
      if (list === undefined) return undefined;
      lists.delete(row.id);
      lists.set(row.id, list);
      for (const oldest of lists.keys()) if (lists.size > mostLists) lists.delete(oldest);
      return list;
    },
  };
}

async function readList(database: Database, repository: number, id: number): Promise<SnapshotList | undefined> {
  const [row] = await database.query<{ paths: string[]; ids: number[] }>(
    `select array_to_json(paths) as paths, array_to_json(blobs) as ids from snapshots where repository = $1 and id = $2`,
    [repository, id],
  );
  if (row === undefined) return undefined;
  const { paths, ids } = row;
  const filesOf = new Map<number, number[]>();
  ids.forEach((blob, file) => {
    const files = filesOf.get(blob);
    if (files === undefined) filesOf.set(blob, [file]);
    else files.push(file);
  });
  const blobs = await readBlobs(database, repository, [...filesOf.keys()]);
  let imports: Promise<SnapshotImports> | undefined;
  return {
    id,
    files: paths.map((path, file) => ({ path, blob: blobs.get(ids[file] ?? -1) ?? '' })),
    ids,
    filesOf,
    complete: new Set(),
    imports() {
      imports ??= readImports(database, repository, id).catch((error) => {
        imports = undefined;
        throw error;
      });
      return imports;
    },
  };
}

async function readImports(database: Database, repository: number, id: number): Promise<SnapshotImports> {
  const [row] = await database.query<SnapshotImports>(
    `select array_to_json(imports_from) as "from", array_to_json(imports_to) as "to"
     from snapshots where repository = $1 and id = $2`,
    [repository, id],
  );
  return row ?? { from: [], to: [] };
}

async function readBlobs(database: Database, repository: number, ids: readonly number[]): Promise<Map<number, string>> {
  const blobs = new Map<number, string>();
  for (const page of pagesOf(ids, idsPage)) {
    const rows = await database.query<{ id: number; blob: string }>(
      'select id, blob from indexed_blobs where repository = $1 and id = any($2::integer[])',
      [repository, integerArray(page)],
    );
    for (const { id, blob } of rows) blobs.set(id, blob);
  }
  return blobs;
}
