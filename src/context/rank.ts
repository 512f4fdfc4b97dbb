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

/** More are of no use to anyone, and telling why each is there takes time. */
const mostRanked = 500;

/** Best first. Each further chunk of one file counts less than the one before, so that several files are seen. */
export function rank(candidates: readonly Candidate[], without: Without = nothing): Ranked[] {
  const further = without.has('further-chunks') ? 1 : factors['further-chunks'];
  const seen = new Map<number, number>();
  return candidates
    .map((candidate) => ({ candidate, score: scoreOf(candidate.strengths, candidate.against, without) }))
    .filter(({ score }) => score > 0)
    .sort(byScore)
    .map(({ candidate, score }) => {
      const before = seen.get(candidate.file) ?? 0;
      seen.set(candidate.file, before + 1);
      return { candidate, score: score * further ** before };
    })
    .sort(byScore)
    .slice(0, mostRanked)
    .map(({ candidate, score }) => ({ ...candidate, score, why: explain(candidate) }));
}

interface Scored {
  readonly candidate: Candidate;
  readonly score: number;
}

/** Equal scores keep one order on every machine. */
function byScore(left: Scored, right: Scored): number {
  if (left.score !== right.score) return right.score - left.score;
  const [one, other] = [left.candidate, right.candidate];
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return one.chunk.startLine - other.chunk.startLine;
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
