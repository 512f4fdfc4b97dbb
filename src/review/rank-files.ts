import { countOf } from '../text/count-of.ts';
import { isProsePath } from '../text/prose-path.ts';
import { type Finding, severities } from './finding.ts';
import { changedLines } from './parse-hunks.ts';
import type { ReviewedFile, ReviewIndex } from './reviewed-file.ts';

/** A changed file with what makes it more or less risky to change. */
export interface RankedFile {
  readonly file: ReviewedFile;
  readonly score: number;
  /** In a few words each. */
  readonly reasons: readonly string[];
  readonly changed: number;
  /** The files of tests that import it; itself, where it holds tests. */
  readonly tests: readonly string[];
}

/** Words of paths where a mistake costs more than elsewhere. */
const sensitive =
  /(?:^|[/_.-])(?:auth\w*|login|session|crypto|security|permission\w*|payment\w*|billing|migrations?|sql|token\w*|secret\w*|sandbox|lock\w*)(?=[/_.-]|$)/i;
const severityWeights = [20, 10, 3, 0];
/** Files that import one, as far as they count: what all of a project imports is not riskier to change than what much of it does. */
const mostUsers = 15;
/** More than any score: puts a file behind all others. */
const wholeRank = 1_000_000;

/** Rust keeps tests beside what they test. */
const ownTests = /^[ \t]*#\[(?:cfg\(test\)|(?:\w+::)*test\])/m;

/** Whether there is something in a file that a test could call. */
async function isCode(
  { path, after, isTest }: ReviewedFile,
  index: Pick<ReviewIndex, 'symbolsOf'> | null,
): Promise<boolean> {
  if (index === null || isTest || after === null || /\.d\.[cm]?ts$/.test(path)) return false;
  const symbols = (await index.symbolsOf(path, after)) ?? [];
  return symbols.some(({ kind }) => kind === 'function' || kind === 'method' || kind === 'class');
}

/** The changed files, riskiest first: that is also the order in which to read them. Tests come behind code, and prose last. */
export async function rankFiles(
  files: readonly ReviewedFile[],
  findings: readonly Finding[],
  index: Pick<ReviewIndex, 'importersOf' | 'symbolsOf'> | null,
): Promise<RankedFile[]> {
  const ranked: RankedFile[] = [];
  for (const file of files) {
    const importers = file.isTest ? [] : ((await index?.importersOf(file.path)) ?? []);
    const users = importers.filter(({ isTest }) => !isTest).length;
    const own = ownTests.test(file.after ?? '') ? [file.path] : [];
    const tests = [...importers.filter(({ isTest }) => isTest).map(({ path }) => path), ...own];
    const changed = new Set([...changedLines(file.hunks, 'now'), ...changedLines(file.hunks, 'old')]).size;
    const raised = findings.filter(({ path }) => path === file.path);
    const weight = raised.reduce((sum, { severity }) => sum + (severityWeights[severities.indexOf(severity)] ?? 0), 0);
    const isUntested = tests.length === 0 && (await isCode(file, index));
    const isProse = isProsePath(file.path);
    const isSensitive = !isProse && sensitive.test(file.path);
    const score =
      Math.log2(changed + 1) +
      2 * Math.log2(Math.min(users, mostUsers) + 1) +
      weight +
      (isUntested ? 1 : 0) +
      (isSensitive ? 3 : 0);
    const reasons = [
      ...(raised.length > 0 ? [countOf(raised.length, 'finding')] : []),
      ...(isSensitive ? ['a sensitive part by its name'] : []),
      ...(users > 0 ? [`${users} ${users === 1 ? 'file imports' : 'files import'} it`] : []),
      ...(isUntested ? ['no test imports it'] : []),
    ];
    const behind = isProse ? 2 * wholeRank : file.isTest ? wholeRank : 0;
    ranked.push({ file, score: score - behind, reasons, changed, tests });
  }
  return ranked.sort((left, right) => right.score - left.score || (left.file.path < right.file.path ? -1 : 1));
}
