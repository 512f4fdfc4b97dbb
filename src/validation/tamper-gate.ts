import { languageOf } from '../syntax/language.ts';
import { isTestPath } from '../text/test-path.ts';
import type { FileChange } from '../workspace/workspace.ts';
import { compareFiles } from './tamper-gate/compare-files.ts';
import { compareImports } from './tamper-gate/compare-imports.ts';
import { compareModules } from './tamper-gate/compare-modules.ts';
import { compareSettings } from './tamper-gate/compare-settings.ts';
import { compareSnapshot, isSnapshot } from './tamper-gate/compare-snapshots.ts';
import { compareSuppressions } from './tamper-gate/compare-suppressions.ts';
import { compareTestData } from './tamper-gate/compare-test-data.ts';
import { compareTestDetection } from './tamper-gate/compare-test-detection.ts';
import { rulesOf } from './tamper-gate/languages/languages.ts';
import { type ReadChange, readChange } from './tamper-gate/read-change.ts';
import { subjectsOf } from './tamper-gate/stems.ts';
import type { Tampering } from './tamper-gate/tampering.ts';

export interface TamperOptions {
  /** The text of the issue, as it was at the trigger: what it asks for does not hold the patch up. */
  readonly requested?: string;
}

/**
 * What a whole patch weakens of the tests and of the checks around them, by syntax tree and by value. `changes` are held
 * against the base commit: a change made and taken back in between is none. Parsing is done in threads; what does not
 * parse is a finding of its own kind. docs/tamper-gate.md says what counts, and what the gate cannot see.
 */
export async function findTampering(
  changes: readonly FileChange[],
  { requested = '' }: TamperOptions = {},
): Promise<Tampering[]> {
  const read: ReadChange[] = await Promise.all(changes.map(readChange));
  const snapshotLines = read
    .filter(({ path, before }) => before === null && isSnapshot(path))
    .flatMap(({ after }) => after?.split('\n') ?? []);
  const created = new Set(read.flatMap(({ before, after }) => (before === null && after !== null ? [after] : [])));
  const isCode = (path: string) => rulesOf(languageOf(path)) !== undefined;
  const found: Tampering[] = [];
  for (const { path, before, after } of read) {
    const settings = await compareSettings(path, before, after);
    found.push(...settings);
    if (isCode(path) && !isTestPath(path)) found.push(...compareTestDetection(path, before, after));
    if (isSnapshot(path)) found.push(...compareSnapshot(path, before, after, snapshotLines, requested));
    else if (isTestPath(path) && !isCode(path) && settings.length === 0) {
      found.push(...compareTestData(path, before, after, before !== null && created.has(before)));
    }
  }
  const versions = {
    before: read.flatMap(({ old }) => (old ? [old] : [])),
    after: read.flatMap(({ now }) => (now ? [now] : [])),
  };
  found.push(...read.flatMap(({ unreadable }) => (unreadable ? [unreadable] : [])));
  const sources = changes.map(({ path }) => path).filter((path) => !isTestPath(path) && isCode(path));
  found.push(...compareFiles(read, sources, requested));
  found.push(...read.flatMap((change) => compareImports(change, subjectsOf(change.path, sources))));
  found.push(...compareModules(read));
  found.push(...compareSuppressions(versions.before, versions.after));
  return found.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)) || a.line - b.line);
}
