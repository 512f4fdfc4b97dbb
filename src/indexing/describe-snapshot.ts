import { languageOf } from '../syntax/language.ts';
import { keyOf } from './blob-key.ts';
import type { KnownBlob, SnapshotFile } from './chunk-store.ts';
import type { SnapshotCounts } from './snapshot.ts';

export interface IndexedFile extends SnapshotFile {
  readonly imports: readonly string[];
}

/**
 * Which of the listed files a snapshot holds, now that their contents are known.
 * @param leftOut files that are not listed, by reason.
 */
export function describeSnapshot(
  files: readonly SnapshotFile[],
  known: ReadonlyMap<string, KnownBlob>,
  leftOut: ReadonlyMap<string, number>,
): { indexed: IndexedFile[]; counts: SnapshotCounts } {
  const indexed: IndexedFile[] = [];
  const skipped = new Map(leftOut);
  const languages = new Map<string, number>();
  let chunks = 0;
  let unparsed = 0;
  for (const { path, blob, chunker } of files) {
    const content = known.get(keyOf({ blob, chunker }));
    if (content === undefined) throw new Error(`The index has lost ${path} while it was made: run it again.`);
    if (content.skipped !== null) {
      increase(skipped, content.skipped);
      continue;
    }
    indexed.push({ path, blob, chunker, imports: content.imports });
    chunks += content.chunks;
    unparsed += content.unparsed ? 1 : 0;
    increase(languages, languageOf(path));
  }
  const counts = {
    files: indexed.length,
    chunks,
    skipped: Object.fromEntries(skipped),
    languages: Object.fromEntries(languages),
    unparsed,
  };
  return { indexed, counts };
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
