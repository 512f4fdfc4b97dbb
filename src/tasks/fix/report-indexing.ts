import type { IndexProgress } from '../../indexing/index-options.ts';
import { renderProgress } from '../../publish/tracking-comment.ts';
import { formatCount } from '../../publish/usage-table.ts';
import type { Fix } from './fix.ts';

/** Milliseconds between two reports: each is a call to GitHub, and those are counted. */
const leastMs = 10_000;

/**
 * Shows in the tracking comment, and to `status`, how far `work` is while it indexes. These reports are no steps: what is
 * done again after a crash is shown again. A report that fails is the last one, and nothing more: the next recorded
 * report says what is wrong.
 */
export async function reportIndexing<T>(
  {
    record,
    publisher,
    saveRecord,
  }: Pick<Fix, 'record' | 'saveRecord'> & {
    readonly publisher: Pick<Fix['publisher'], 'writeTrackingComment'>;
  },
  work: (onProgress: (progress: IndexProgress) => void) => Promise<T>,
  now: () => number = Date.now,
): Promise<T> {
  let last = now();
  let report: Promise<void> | undefined;

  async function write({ stage, done, total }: IndexProgress): Promise<void> {
    const things = stage === 'files' ? 'files' : 'vectors';
    const activity = `${record.activity}, ${formatCount(done)} of ${formatCount(total)} ${things}`;
    const shown = { ...record, activity };
    await saveRecord(shown);
    await publisher.writeTrackingComment(renderProgress(shown));
    last = now();
    report = undefined;
  }

  const result = work((progress) => {
    if (report === undefined && now() - last >= leastMs) report = write(progress).catch(() => undefined);
  });
  // No report may come after what follows.
  return result.finally(() => report);
}
