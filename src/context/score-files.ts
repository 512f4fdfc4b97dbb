import { scoreWords, type WordScores } from './bm25.ts';
import type { SnapshotFile } from './chunk-search.ts';
import { describeFiles } from './describe-files.ts';
import { type Definitions, findDefinitions, strengthOf } from './find-definitions.ts';
import type { Evidence } from './gather-evidence.ts';
import type { Query } from './read-query.ts';
import { findFrames, findMentioned, type Places, weightOf } from './score-mentions.ts';
import { scoreNeighbours } from './score-neighbours.ts';
import { scorePaths } from './score-paths.ts';
import { type FactorName, factorOf, type PointName, pointsOf, type Without } from './signals.ts';

/** What speaks for and against the files of a snapshot. */
export interface FileScores {
  readonly words: WordScores;
  readonly definitions: Definitions;
  /** Of the nearest chunks, by file and then by chunk, relative to the best. */
  readonly near: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly mentioned: Places;
  readonly frames: Places;
  /** By signal the strengths of the files; where it is one of chunks, that of the best. */
  readonly strengths: Readonly<Record<PointName, Float64Array>>;
  readonly against: (file: number) => readonly FactorName[];
  readonly totals: Float64Array;
}

/** Scores the files by all that can be known without reading their chunks. */
export function scoreFiles(
  files: readonly SnapshotFile[],
  query: Query,
  evidence: Evidence,
  without: Without,
): FileScores {
  const traits = describeFiles(files);
  const words = scoreWords(evidence.postings, [...query.words.values()]);
  const isTest = (file: number) => traits[file]?.includes('tests') ?? false;
  const definitions = findDefinitions(evidence.postings, query.words.size, [...query.names.values()], isTest);
  const near = nearByFile(evidence);
  const mentioned = findMentioned(files, query);
  const frames = findFrames(files, query);
  /** Few files have a signal of this kind. */
  const column = <T>(found: ReadonlyMap<number, T>, strength: (of: T, file: number) => number) => {
    const strengths = new Float64Array(files.length);
    for (const [file, of] of found) strengths[file] = strength(of, file);
    return strengths;
  };
  const alone = {
    'file-words': words.files,
    'chunk-words': bestChunks(words),
    'path-words': scorePaths(files, query.words),
    vectors: column(near, (chunks) => Math.max(...chunks.values())),
    definitions: column(definitions, (chunks, file) => {
      let most = 0;
      for (const found of chunks.values()) {
        for (const one of found) most = Math.max(most, strengthOf(one, files[file]?.path ?? '', []));
      }
      return most;
    }),
    'mentioned-paths': column(mentioned, weightOf),
    'stack-frames': column(frames, weightOf),
  };
  const lowering = (names: readonly FactorName[] = []) => names.filter((name) => !query.subjects.has(name));
  const against = (file: number) => (weightOf(mentioned.get(file)) === 1 ? [] : lowering(traits[file]));
  const shares = new Float64Array(files.length);
  /** Files of the same traits have the same array of them. */
  const usual = new Map<readonly FactorName[] | undefined, number>();
  for (let file = 0; file < shares.length; file += 1) {
    const share = usual.get(traits[file]) ?? factorOf(lowering(traits[file]), without);
    usual.set(traits[file], share);
    shares[file] = share;
  }
  for (const file of mentioned.keys()) shares[file] = factorOf(against(file), without);
  const totals = pointsOf(alone, without);
  for (let file = 0; file < totals.length; file += 1) totals[file] = (totals[file] ?? 0) * (shares[file] ?? 1);
  const neighbours = scoreNeighbours(evidence.imports, totals);
  const beside = pointsOf({ neighbours }, without);
  for (let file = 0; file < totals.length; file += 1) {
    totals[file] = (totals[file] ?? 0) + (beside[file] ?? 0) * (shares[file] ?? 1);
  }
  return { words, definitions, near, mentioned, frames, strengths: { ...alone, neighbours }, against, totals };
}

function bestChunks({ files, chunks, firstChunks }: WordScores): Float64Array {
  const best = new Float64Array(files.length);
  for (let file = 0; file < best.length; file += 1) {
    const end = firstChunks[file + 1] ?? 0;
    for (let at = firstChunks[file] ?? 0; at < end; at += 1) best[file] = Math.max(best[file] ?? 0, chunks[at] ?? 0);
  }
  return best;
}

/**
 * About the greatest cosine that one of so many vectors of 384 dimensions has with another that has nothing in common with
 * them: such cosines are normal with a deviation of 1/√384, and the greatest of n is about √(2 ln n) deviations.
 */
function greatestByChance(vectors: number): number {
  return Math.sqrt((2 * Math.log(Math.max(1, vectors))) / 384);
}

function nearByFile({ near, postings }: Evidence): Map<number, Map<number, number>> {
  const best = near[0]?.similarity ?? 0;
  const byChance = greatestByChance(postings.lengths.words.length);
  const files = new Map<number, Map<number, number>>();
  for (const { file, chunk, similarity } of near) {
    if (similarity < byChance) break;
    const chunks = files.get(file) ?? new Map<number, number>();
    files.set(file, chunks.set(chunk, similarity / best));
  }
  return files;
}
