import type { LocalIndex } from '../compose/local-index.ts';
import { readCommandLineEnvironment } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import { expectCommit } from '../indexing/expect-commit.ts';
import { fillVectors } from '../indexing/fill-vectors.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import { readArguments } from './arguments.ts';
import { describeIndex } from './describe-index.ts';
import { findSnapshot } from './find-snapshot.ts';
import { showProgress } from './show-progress.ts';
import { withIndex } from './with-index.ts';

const options = {
  rev: { type: 'string', default: 'HEAD' },
  vectors: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** `goat index DIR [--rev REV] [--vectors] [--json]`: makes a commit searchable. */
export async function indexCommand(args: readonly string[]): Promise<number> {
  const config = readCommandLineEnvironment();
  const { values, positionals } = readArguments(args, options);
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new Refusal(['Name one repository: goat index DIR.']);
  const snapshot = await findSnapshot(config, folder, values.rev);
  const done = new AbortController();
  void expectCommit(snapshot, done.signal);
  try {
    return await withIndex(config, snapshot, async (index, summary, signal) => {
      const embedder = (values.vectors ? await addMiniLm(index, snapshot, signal) : null) ?? index.builtIn.id;
      const { revision, files, chunks, reused, skipped, seconds, languages, unparsed } = summary;
      const result = { revision, files, chunks, reused, skipped, seconds, languages, unparsed, vectors: embedder };
      process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : describeIndex(result));
      return 0;
    });
  } finally {
    done.abort();
  }
}

/** Gives the snapshot MiniLM's vectors; null where MiniLM cannot be had, and the built-in ones have to do. */
async function addMiniLm(index: LocalIndex, snapshot: SnapshotRef, signal: AbortSignal): Promise<string | null> {
  const embedder = await index.openMiniLm();
  if (embedder === null) return null;
  const view = showProgress(process.stderr);
  try {
    await fillVectors({ store: index.chunkStore, embedder }, snapshot, { signal, onProgress: view.show });
    return embedder.id;
  } finally {
    view.end();
  }
}
