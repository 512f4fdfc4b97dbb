import type { SnapshotFile, SnapshotImports, WordCounts } from '../../context/chunk-search.ts';
import { integerArray } from './binary-array.ts';
import type { Database } from './database.ts';
import { pagesOf } from './pages.ts';

/** Files of all the lists that are kept in memory, about half a kilobyte each. */
const mostFiles = 200_000;
/** Contents that are looked up in one statement. */
const idsPage = 2_000;

export interface FilesOfBlobs {
  readonly starts: Uint32Array;
  readonly files: Uint32Array;
}

export function filesAt({ starts, files }: FilesOfBlobs, place: number): Uint32Array {
  return files.subarray(starts[place] ?? 0, starts[place + 1] ?? 0);
}

export interface SnapshotList {
  /** Of the snapshot. */
  readonly id: number;
  readonly files: readonly SnapshotFile[];
  /** The store's numbers of the contents, by file. */
  readonly ids: readonly number[];
  /** The different ones of them. */
  readonly blobs: readonly number[];
  /** The files that have the content at a place of `blobs` are those from `starts[place]` to before `starts[place + 1]`. */
  readonly filesOf: FilesOfBlobs;
  /** By content its place in `blobs`. */
  readonly placeOf: ReadonlyMap<number, number>;
  /** Set by the first search. */
  lengths: WordCounts | undefined;
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
      let held = 0;
      for (const { files } of lists.values()) held += files.length;
      for (const [oldest, { files }] of lists) {
        if (held <= mostFiles || lists.size === 1) break;
        lists.delete(oldest);
        held -= files.length;
      }
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
  const placeOf = new Map<number, number>();
  for (const blob of ids) if (!placeOf.has(blob)) placeOf.set(blob, placeOf.size);
  const names = await readBlobs(database, repository, [...placeOf.keys()]);
  let imports: Promise<SnapshotImports> | undefined;
  return {
    id,
    files: paths.map((path, file) => ({ path, blob: names.get(ids[file] ?? -1) ?? '' })),
    ids,
    blobs: [...placeOf.keys()],
    filesOf: groupFiles(ids, placeOf),
    placeOf,
    lengths: undefined,
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

function groupFiles(ids: readonly number[], placeOf: ReadonlyMap<number, number>): FilesOfBlobs {
  const places = ids.map((blob) => placeOf.get(blob) ?? 0);
  const starts = new Uint32Array(placeOf.size + 1);
  for (const place of places) starts[place + 1] = (starts[place + 1] ?? 0) + 1;
  for (let place = 1; place < starts.length; place += 1)
    starts[place] = (starts[place] ?? 0) + (starts[place - 1] ?? 0);
  const next = starts.slice();
  const files = new Uint32Array(ids.length);
  places.forEach((place, file) => {
    const at = next[place] ?? 0;
    next[place] = at + 1;
    files[at] = file;
  });
  return { starts, files };
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
