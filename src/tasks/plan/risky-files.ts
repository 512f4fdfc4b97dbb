import { diffLines } from 'diff';
import type { Plan } from '../../agent/plan.ts';
import type { RiskyFile } from '../../agent/risk/risk.ts';
import { listSymbols } from '../../indexing/list-symbols.ts';
import type { FileChange } from '../../workspace/workspace.ts';
import { brokenApi, changedSymbols } from './changed-symbols.ts';

export interface RiskyFileParts {
  /** The tests that import a file of the base commit, or are named after it. */
  readonly testsOf: (path: string) => Promise<readonly string[]>;
  /** Which of these the repository wants approved. */
  readonly needingApproval: (paths: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** What a plan says it will change. */
export async function filesOfPlan({ files }: Plan, parts: RiskyFileParts): Promise<RiskyFile[]> {
  const needing = await parts.needingApproval(files.map(({ path }) => path));
  const risky: RiskyFile[] = [];
  for (const { path, change, symbols } of files) {
    const isTested = (await parts.testsOf(path)).length > 0;
    risky.push({
      path,
      change,
      symbols,
      added: [],
      removed: [],
      brokenApi: [],
      isTested,
      needsApproval: needing.has(path),
    });
  }
  return risky;
}

/** A longer text is not compared line by line: the time would not be linear. */
const longestCompared = 512 * 1024;

/** What a patch changes, read from it. */
export async function filesOfPatch(
  changes: readonly Pick<FileChange, 'path' | 'before' | 'after'>[],
  parts: RiskyFileParts,
): Promise<RiskyFile[]> {
  const needing = await parts.needingApproval(changes.map(({ path }) => path));
  const risky: RiskyFile[] = [];
  for (const { path, before, after } of changes) {
    const [old, now] = [before?.toString() ?? '', after?.toString() ?? ''];
    const [oldSymbols, newSymbols] = [(await listSymbols(path, old)) ?? [], (await listSymbols(path, now)) ?? []];
    const from = { text: old, symbols: oldSymbols };
    const to = { text: now, symbols: newSymbols };
    risky.push({
      path,
      change: before === null ? 'create' : after === null ? 'delete' : 'edit',
      symbols: changedSymbols(from, to),
      ...linesBetween(old, now),
      brokenApi: before === null ? [] : brokenApi(path, from, to),
      isTested: (await parts.testsOf(path)).length > 0,
      needsApproval: needing.has(path),
    });
  }
  return risky;
}

function linesBetween(old: string, now: string): Pick<RiskyFile, 'added' | 'removed'> {
  const lines = (text: string) => text.split('\n').filter((line) => line !== '');
  // Far apart, every line counts as changed: the comparison gives up instead of taking for ever.
  const parts =
    old.length + now.length > longestCompared
      ? undefined
      : diffLines(old, now, { maxEditLength: 2_000, timeout: 2_000 });
  if (parts === undefined) return { added: lines(now), removed: lines(old) };
  return {
    added: parts.filter(({ added }) => added).flatMap(({ value }) => lines(value)),
    removed: parts.filter(({ removed }) => removed).flatMap(({ value }) => lines(value)),
  };
}
