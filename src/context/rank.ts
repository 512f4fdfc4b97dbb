import type { Chunk } from '../indexing/chunk.ts';
import { leastOfBest } from './least-of-best.ts';
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
  const scored = scoreAll(candidates, without);
  for (const ofFile of group(scored)) {
    let share = 1;
    for (const one of ofFile.sort(byScore)) {
      one.score *= share;
      share *= further;
    }
  }
  return onlyBest(scored, mostRanked)
    .sort(byScore)
    .slice(0, mostRanked)
    .map(({ candidate, score }) => {
      // Naming each property is ten times as fast as to spread them.
      const { file, path, language, chunk, strengths, against, defines } = candidate;
      return { file, path, language, chunk, strengths, against, defines, score, why: explain(candidate) };
    });
}

interface Scored {
  readonly candidate: Candidate;
  score: number;
}

function scoreAll(candidates: readonly Candidate[], without: Without): Scored[] {
  const scored: Scored[] = [];
  for (const candidate of candidates) {
    const score = scoreOf(candidate.strengths, candidate.against, without);
    if (score > 0) scored.push({ candidate, score });
  }
  return scored;
}

function group(scored: readonly Scored[]): Iterable<Scored[]> {
  const byFile = new Map<number, Scored[]>();
  for (const one of scored) {
    const before = byFile.get(one.candidate.file);
    if (before === undefined) byFile.set(one.candidate.file, [one]);
    else before.push(one);
  }
  return byFile.values();
}

/** Those that can be among so many of the best. */
function onlyBest(scored: readonly Scored[], count: number): Scored[] {
  const scores = new Float64Array(scored.length);
  for (let at = 0; at < scores.length; at += 1) scores[at] = scored[at]?.score ?? 0;
  const least = leastOfBest(scores, count);
  return scored.filter(({ score }) => score >= least);
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
