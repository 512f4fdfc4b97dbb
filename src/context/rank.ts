import type { Chunk } from '../indexing/chunk.ts';
import { type FactorName, factors, nothing, type Strengths, scoreOf, type Without } from './signals.ts';

export interface Candidate {
  /** Its place in the snapshot's files. */
  readonly file: number;
  readonly path: string;
  readonly language: string;
  readonly chunk: Chunk;
  readonly strengths: Strengths;
  readonly against: readonly FactorName[];
  /** The mentioned name that it defines. */
  readonly defines: string | undefined;
}

export interface Ranked extends Candidate {
  /** Comparable within one search only. */
  readonly score: number;
  /** For people: what brought it in. */
  readonly why: string;
}

/** Best first. Each further chunk of one file counts less than the one before, so that several files are seen. */
export function rank(candidates: readonly Candidate[], without: Without = nothing): Ranked[] {
  const further = without.has('further-chunks') ? 1 : factors['further-chunks'];
  const ranked = candidates
    .map((candidate) => ({
      ...candidate,
      score: scoreOf(candidate.strengths, candidate.against, without),
      why: explain(candidate),
    }))
    .filter(({ score }) => score > 0)
    .sort(byScore);
  const seen = new Map<number, number>();
  const spread = ranked.map((candidate) => {
    const before = seen.get(candidate.file) ?? 0;
    seen.set(candidate.file, before + 1);
    return { ...candidate, score: candidate.score * further ** before };
  });
  return spread.sort(byScore);
}

/** Equal scores keep one order on every machine. */
function byScore(left: Ranked, right: Ranked): number {
  if (left.score !== right.score) return right.score - left.score;
  if (left.path !== right.path) return left.path < right.path ? -1 : 1;
  return left.chunk.startLine - right.chunk.startLine;
}

/** Weaker signals than this are not worth telling. */
const telling = 0.5;

function explain({ strengths, defines }: Candidate): string {
  const has = (name: keyof Strengths) => (strengths[name] ?? 0) >= telling;
  const reasons = [
    ...(defines !== undefined ? [`defines ${defines}`] : []),
    ...(has('mentioned-paths') ? ['its path is mentioned'] : []),
    ...((strengths['stack-frames'] ?? 0) > 0 ? ['is in the stack trace'] : []),
    ...(has('path-words') ? ['its path has words of the request'] : []),
  ];
  if (reasons.length > 0) return reasons.join(', ');
  const isBeside = has('neighbours') && !has('file-words') && !has('chunk-words');
  return isBeside ? 'imports or is imported by what fits' : 'shares words with the request';
}
