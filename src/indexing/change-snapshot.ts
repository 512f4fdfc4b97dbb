import { languageOf } from '../syntax/language.ts';
import { diffTrees } from '../workspace/diff-trees.ts';
import { addBlobs } from './add-blobs.ts';
import { byKey, keyOf } from './blob-key.ts';
import type { BaseSnapshot, ChunkStore, SnapshotFile } from './chunk-store.ts';
import { type PackedGraph, reconnectFiles } from './connect-files.ts';
import { describeSnapshot, type IndexedFile } from './describe-snapshot.ts';
import type { IndexOptions } from './index-options.ts';
import { listChanges } from './list-changes.ts';
import { loadGrammars } from './load-grammars.ts';
import type { SnapshotCounts, SnapshotRef } from './snapshot.ts';
import { startThread } from './start-thread.ts';
import { withChunkers } from './with-chunkers.ts';

/**
 * Makes the snapshot of a commit out of the one that was used last, where they have the same files and only some contents
 * are others: what a push changes is read, and nothing else. It is what it would be if it were made anew.
 * @param read is told the keys of the contents that were read: they stay where the snapshot must be made anew.
 * @returns what it holds, and how many of its files have contents that were known; undefined where it must be made anew.
 */
export async function changeSnapshot(
  store: ChunkStore,
  snapshot: SnapshotRef,
  version: string,
  read: Set<string>,
  options: IndexOptions,
): Promise<{ counts: SnapshotCounts; reused: number } | undefined> {
  const { repository, gitDir, commit } = snapshot;
  const base = await store.newestSnapshot(repository, version);
  if (base === undefined) return undefined;
  void startThread();
  const difference = await diffTrees(gitDir, base.commit, commit, options.signal);
  if (difference === undefined) return undefined;
  // While git says which of these files count, the thread loads what parses them.
  const loaded = loadGrammars(pathsOf(difference.after));
  const changes = await listChanges(snapshot, difference, options.signal);
  if (changes === undefined) return undefined;
  const [before, after] = [withChunkers(changes.before), withChunkers(changes.after)];
  if (!isSame(pathsOf(before), pathsOf(after))) return undefined;
  const contents = [...byKey([...before, ...after]).values()];
  const known = byKey(await store.knownBlobs(repository, contents));
  // No snapshot holds a content that is left out, so it may be gone.
  if (before.some((file) => !known.has(keyOf(file)))) return undefined;
  // Otherwise another thread would start, and load all that again.
  await loaded;
  const unknown = [...byKey(after.filter((file) => !known.has(keyOf(file)))).values()];
  for (const blob of await addBlobs(store, snapshot, unknown, options)) {
    known.set(keyOf(blob), blob);
    read.add(keyOf(blob));
  }

  const old = describeSnapshot(before, known, changes.before.skipped);
  const now = describeSnapshot(after, known, changes.after.skipped);
  if (!isSame(pathsOf(old.indexed), pathsOf(now.indexed))) return undefined;
  const importing = now.indexed.filter(({ imports }, file) => !isSame(imports, old.indexed[file]?.imports ?? []));
  if (importing.some(({ path }) => languageOf(path) === 'go')) return undefined;
  const imports = importing.length === 0 ? undefined : await reconnect(store, snapshot, base, importing, options);
  const counts = changeCounts(base.counts, old.counts, now.counts);
  const change = { files: now.indexed, counts, ...(imports ? { imports } : {}) };
  if (!(await store.saveChangedSnapshot(snapshot, base, change))) return undefined;
  return { counts, reused: counts.files - now.indexed.filter((file) => read.has(keyOf(file))).length };
}

/** Undefined where the base is gone; it cannot be saved then either. */
async function reconnect(
  store: ChunkStore,
  { repository }: SnapshotRef,
  { commit }: BaseSnapshot,
  importing: readonly IndexedFile[],
  { signal }: IndexOptions,
): Promise<PackedGraph | undefined> {
  const base = await store.readSnapshot({ repository, commit });
  return base && reconnectFiles(base.paths, base.imports, importing, signal);
}

function pathsOf(files: readonly Pick<SnapshotFile, 'path'>[]): string[] {
  return files.map(({ path }) => path);
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index]);
}

function changeCounts(base: SnapshotCounts, old: SnapshotCounts, now: SnapshotCounts): SnapshotCounts {
  const change = (counted: (counts: SnapshotCounts) => number) => counted(base) - counted(old) + counted(now);
  const changeEach = (counted: (counts: SnapshotCounts) => Readonly<Record<string, number>>) => {
    const keys = new Set([base, old, now].flatMap((counts) => Object.keys(counted(counts))));
    const all = Array.from(keys, (key) => [key, change((counts) => counted(counts)[key] ?? 0)] as const);
    return Object.fromEntries(all.filter(([, count]) => count > 0));
  };
  return {
    files: change(({ files }) => files),
    chunks: change(({ chunks }) => chunks),
    skipped: changeEach(({ skipped }) => skipped),
    languages: changeEach(({ languages }) => languages),
    unparsed: change(({ unparsed }) => unparsed),
  };
}
