import type { BreakingImport } from '../validation/imports/breaking-imports.ts';
import type { Tampering } from '../validation/tamper-gate/tampering.ts';
import { brokenImports } from './facts/broken-imports.ts';
import { weakenedTests } from './facts/weakened-tests.ts';
import { findLineFacts } from './find-line-facts.ts';
import { findParseErrors } from './find-parse-errors.ts';
import { findSymbolFacts } from './find-symbol-facts.ts';
import { findSyntaxFacts } from './find-syntax-facts.ts';
import { bySeverity, type Finding } from './finding.ts';
import { type RankedFile, rankFiles } from './rank-files.ts';
import { addedLinesOf, type ReviewedFile, type ReviewIndex } from './reviewed-file.ts';
import { unseen } from './unseen.ts';

export interface StaticReview {
  /** Worst first, each once. */
  readonly findings: readonly Finding[];
  /** Riskiest first. */
  readonly files: readonly RankedFile[];
}

/** What others found out about the change. */
export interface KnownOfChange {
  /** What it weakens of its tests. */
  readonly tampering: readonly Tampering[];
  /** What it breaks of imports, in its files and in others. */
  readonly broken: readonly BreakingImport[];
}

/**
 * What can be said of a change without a model.
 * @param index of the new commit; without one, nothing is said that needs other files than the changed ones.
 */
export async function reviewDiff(
  files: readonly ReviewedFile[],
  index: ReviewIndex | null,
  { tampering, broken }: KnownOfChange,
): Promise<StaticReview> {
  const added = files.flatMap((file) => addedLinesOf(file).map(({ text }) => text)).join('\n');
  const found = [
    ...(await Promise.all(files.map((file) => factsOf(file, added)))).flat(),
    ...(await usedElsewhere(files, index, broken)),
    ...weakenedTests(tampering),
  ];
  const findings = unseen(found).sort(
    (left, right) =>
      bySeverity(left, right) ||
      (left.path < right.path ? -1 : Number(left.path > right.path)) ||
      left.lines.start - right.lines.start,
  );
  return { findings, files: await rankFiles(files, findings, index) };
}

/** What the change breaks for others: of a file that is imported and gone, its symbols are not named as well. */
async function usedElsewhere(
  files: readonly ReviewedFile[],
  index: ReviewIndex | null,
  broken: readonly BreakingImport[],
): Promise<Finding[]> {
  const symbols = index === null ? [] : await findSymbolFacts(files, index);
  const imports = brokenImports(broken, files);
  const gone = new Set(imports.flatMap(({ path, quote }) => (quote === path ? [path] : [])));
  const named = new Set(symbols.map(({ path, quote }) => JSON.stringify([path, quote])));
  return [
    ...imports.filter(({ path, quote }) => !named.has(JSON.stringify([path, quote]))),
    ...symbols.filter(({ path, rule }) => rule !== 'removed symbol' || !gone.has(path)),
  ];
}

async function factsOf(file: ReviewedFile, added: string): Promise<Finding[]> {
  const errors = await findParseErrors(file);
  const { path, language, before, after, isTest } = file;
  // Tests are judged by what they check, and trees with errors differ where nothing changed.
  const compares = before !== null && after !== null && !isTest && errors.length === 0;
  const facts = compares ? await findSyntaxFacts(language, before, after, added) : [];
  return [...errors, ...findLineFacts(file), ...facts.map((fact) => ({ ...fact, path, suggestion: null }))];
}
