import { isTestPath } from '../../text/test-path.ts';
import { finding } from './finding.ts';
import { isRequested } from './is-requested.ts';
import type { Tampering } from './tampering.ts';
import { without } from './without.ts';

const snapshot =
  /\.(?:snap|ambr|golden|snapshot)$|\.(?:approved|verified|golden|snap)\.\w+$|(?:^|\/)__(?:image_)?snapshots__\/|(?:^|\/)__file_snapshots__\//i;
/** In a folder of tests: results that stand in a folder or in a file of their own, but no code. */
const recorded = /\/(?:goldens?|golden[_-]?files|snapshots)\/(?:.+\/)?[^/]+$|\.(?:stderr|stdout)$/i;
const code = /\.(?:[cm]?[jt]sx?|py|rb|go|rs|java|kts?|cs|php|swift|exs?|cc?|cpp|h)$/i;

/** Whether a file is what tests hold results against: of vitest and jest, syrupy, insta, approval tests, golden files. */
export function isSnapshot(path: string): boolean {
  return snapshot.test(path) || (recorded.test(path) && !code.test(path) && isTestPath(path));
}

/** Lines that are only new are results of new tests. `added` are lines of other snapshots of the patch: they may have moved. */
export function compareSnapshot(
  path: string,
  before: string | null,
  after: string | null,
  added: readonly string[],
  requested: string,
): Tampering[] {
  if (before === null) return [];
  const [old, now] = [before.split('\n'), after?.split('\n') ?? []];
  const gone = without(old, [...now, ...added], (line) => line).filter((line) => line.trim() !== '');
  if (gone.length === 0) return [];
  const fresh = without(now, old, (line) => line).filter((line) => line.trim() !== '');
  const asked =
    after !== null &&
    isRequested(
      requested,
      path,
      undefined,
      fresh.map((line) => line.trim()),
    );
  const isGone = after === null;
  return [
    finding({
      path,
      line: 1 + Math.max(0, (isGone ? old : now).indexOf((isGone ? gone : fresh)[0] ?? '')),
      side: isGone ? 'before' : 'after',
      kind: 'snapshot changed',
      message: isGone
        ? 'A recorded result would be deleted.'
        : `A recorded result would change${asked ? ', as the issue asks' : ', and the issue does not ask for it'}.`,
      before: gone.join('\n'),
      after: fresh.join('\n'),
      blocking: !asked,
    }),
  ];
}
