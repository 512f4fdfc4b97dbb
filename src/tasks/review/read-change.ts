import type { SearchParts } from '../../context/find-chunks.ts';
import { findImporters } from '../../context/find-importers.ts';
import { findUses } from '../../context/find-uses.ts';
import { listSymbols } from '../../indexing/list-symbols.ts';
import { matchInThread } from '../../indexing/match-ignore-file.ts';
import { skipByContent, skipByName } from '../../indexing/skip-reason.ts';
import type { SnapshotRef } from '../../indexing/snapshot.ts';
import { parseHunks } from '../../review/parse-hunks.ts';
import type { ReviewedFile, ReviewIndex } from '../../review/reviewed-file.ts';
import { languageOf } from '../../syntax/language.ts';
import { isTestPath } from '../../text/test-path.ts';
import { isThreadEnded } from '../../threads/thread-ended.ts';
import { type DiffFile, readDiff } from '../../workspace/read-diff.ts';
import { notAskedFor } from './why-not-reviewed.ts';

/** A change as it is reviewed: what was left alone is named, with the reason. */
export interface Change {
  readonly files: readonly ReviewedFile[];
  readonly leftAlone: readonly { readonly path: string; readonly reason: string }[];
  /** The same files as git gave them. */
  readonly diff: readonly DiffFile[];
}

export interface ReadChangeOptions {
  /** Patterns as in `.gitignore`. */
  readonly exclude: readonly string[];
  /** Only these files and folders; all where empty. */
  readonly only: readonly string[];
}

/** Reads what changed between two commits, without what nobody wrote by hand and what the repository leaves out. */
export async function readChange(
  gitDir: string,
  from: string,
  to: string,
  { exclude, only }: ReadChangeOptions,
): Promise<Change> {
  const diff = await readDiff(gitDir, from, to);
  const excluded = await excludedBy(exclude, diff);
  const files: ReviewedFile[] = [];
  const leftAlone: { path: string; reason: string }[] = [];
  for (const [index, file] of diff.entries()) {
    const reason = excluded[index] ? 'excluded' : whyLeftAlone(file, only);
    if (reason === undefined) files.push(toReviewedFile(file));
    else leftAlone.push({ path: file.path, reason });
  }
  return { files, leftAlone, diff };
}

/** What a review asks of the index of a commit. */
export function reviewIndex(parts: SearchParts, snapshot: SnapshotRef): ReviewIndex {
  return {
    usesOf: (symbol) => findUses(parts, snapshot, symbol, { limit: 200, tests: 'with' }),
    importersOf: (path) => findImporters(parts, snapshot, path, { tests: 'with' }),
    symbolsOf: listSymbols,
  };
}

function whyLeftAlone(file: DiffFile, only: readonly string[]): string | undefined {
  const { path, previousPath, before, after, patch } = file;
  if (only.length > 0 && !only.some((wanted) => isInside(path, wanted))) return notAskedFor;
  const content = after ?? before;
  const isSame = before !== null && after !== null && before.equals(after);
  if (isSame && path === previousPath) return 'its content is the same';
  if (content === null || (patch === '' && !isSame)) return content?.includes(0) ? 'binary' : 'nothing to read';
  return skipByName(path) ?? skipByContent(path, content);
}

function isInside(path: string, wanted: string): boolean {
  const place = wanted.replace(/^\.?\//, '').replace(/\/+$/, '');
  return place === '' || place === '.' || path === place || path.startsWith(`${place}/`);
}

function toReviewedFile({ path, previousPath, before, after, patch }: DiffFile): ReviewedFile {
  const text = (content: Buffer | null) => (content === null || content.includes(0) ? null : content.toString('utf8'));
  const [old, now] = [text(before), text(after)];
  return {
    path,
    previousPath,
    language: languageOf(path, now ?? old ?? ''),
    before: old,
    after: now,
    hunks: parseHunks(patch),
    isTest: isTestPath(path),
  };
}

/** A pattern that takes for ever to match leaves nothing out. */
async function excludedBy(patterns: readonly string[], files: readonly DiffFile[]): Promise<boolean[]> {
  if (patterns.length === 0) return files.map(() => false);
  try {
    const words = await matchInThread([patterns.join('\n'), files.map(({ path }) => path)]);
    return words.map((word) => word === 'ignored');
  } catch (error) {
    if (!isThreadEnded(error)) throw error;
    return files.map(() => false);
  }
}
