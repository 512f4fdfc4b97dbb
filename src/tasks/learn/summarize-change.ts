import { listSymbols } from '../../indexing/list-symbols.ts';
import type { ChangeSummary, SymbolPlace } from '../../memory/pattern.ts';
import { touchedSymbols } from '../../patching/edits/touched-symbols.ts';
import { unifiedDiff } from '../../patching/minimal-diff.ts';
import { isTestPath } from '../../text/test-path.ts';
import { type CommitPair, changesBetween } from '../../workspace/changes-between.ts';
import type { FileChange } from '../../workspace/workspace.ts';

/** A change of more is none that a small advice can be drawn from: its first files tell enough. */
const mostFiles = 20;

/** What a change did, as the code is after it: the files and definitions that are there still, and the diff, code before tests. */
export async function summarizeChange(commits: CommitPair): Promise<ChangeSummary> {
  const changes = await changesBetween(commits, mostFiles);
  const ordered = [...changes].sort((left, right) => Number(isTestPath(left.path)) - Number(isTestPath(right.path)));
  const symbols: SymbolPlace[] = [];
  for (const change of ordered) symbols.push(...(await symbolsOf(change)));
  return {
    files: ordered.filter(({ after }) => after !== null).map(({ path }) => path),
    symbols,
    diff: unifiedDiff(ordered),
  };
}

async function symbolsOf({ path, before, after }: FileChange): Promise<SymbolPlace[]> {
  if (after === null || after.includes(0)) return [];
  const [old, now] = [before?.toString() ?? '', after.toString()];
  const { symbols } = await touchedSymbols(path, old, now, [], listSymbols);
  const there = new Set((await listSymbols(path, now))?.map(({ name }) => name));
  return symbols.filter((name) => there.has(name)).map((name) => ({ path, name }));
}
