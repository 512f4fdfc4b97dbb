import { scoreWords, type WordScores } from './bm25.ts';
import type { SnapshotFile } from './chunk-search.ts';
import { describeFiles } from './describe-files.ts';
import { type Definitions, findDefinitions, strengthOf } from './find-definitions.ts';
import type { Evidence } from './gather-evidence.ts';
import type { Query } from './read-query.ts';
import { findFrames, findMentioned, type Places, weightOf } from './score-mentions.ts';
import { scoreNeighbours } from './score-neighbours.ts';
import { scorePaths } from './score-paths.ts';
import { type FactorName, type Strengths, scoreOf, type Without } from './signals.ts';

/** What speaks for and against the files of a snapshot. */
export interface FileScores {
  readonly words: WordScores;
  readonly definitions: Definitions;
  /** Of the nearest chunks, by file and then by chunk, relative to the best. */
  readonly near: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly mentioned: Places;
  readonly frames: Places;
  /** By file; where a signal is one of chunks, that of the best. */
  readonly strengths: readonly Strengths[];
  readonly against: readonly (readonly FactorName[])[];
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
  const paths = scorePaths(files, query.words);
  const isTest = (file: number) => traits[file]?.includes('tests') ?? false;
  const definitions = findDefinitions(evidence.postings, query.words.size, [...query.names.values()], isTest);
  const near = nearByFile(evidence);
  const mentioned = findMentioned(files, query);
  const frames = findFrames(files, query);

  const alone = files.map(({ path }, file): Strengths => {
    const defined = [...(definitions.get(file)?.values() ?? [])].flat();
    return {
      'file-words': words.files[file] ?? 0,
      'chunk-words': bestChunk(words, file),
      'path-words': paths[file] ?? 0,
      vectors: largest(near.get(file)?.values() ?? []),
      definitions: largest(defined.map((definition) => strengthOf(definition, path, []))),
      'mentioned-paths': weightOf(mentioned.get(file)),
      'stack-frames': weightOf(frames.get(file)),
    };
  });
  const against = traits.map((names, file) =>
    weightOf(mentioned.get(file)) === 1 ? [] : names.filter((name) => !query.subjects.has(name)),
  );
  const total = (strengths: Strengths, file: number) => scoreOf(strengths, against[file] ?? [], without);
  const neighbours = scoreNeighbours(evidence.imports, Float64Array.from(alone, total));
  const strengths = alone.map((known, file) => ({ ...known, neighbours: neighbours[file] ?? 0 }));
  return {
    words,
    definitions,
    near,
    mentioned,
    frames,
    strengths,
    against,
    totals: Float64Array.from(strengths, total),
  };
}

function bestChunk({ chunks, firstChunks }: WordScores, file: number): number {
  return largest(chunks.subarray(firstChunks[file], firstChunks[file + 1]));
}

function nearByFile({ near }: Evidence): Map<number, Map<number, number>> {
  const best = near[0]?.similarity ?? 0;
  const files = new Map<number, Map<number, number>>();
  for (const { file, chunk, similarity } of best > 0 ? near : []) {
    const chunks = files.get(file) ?? new Map<number, number>();
    files.set(file, chunks.set(chunk, Math.max(0, similarity / best)));
  }
  return files;
}

function largest(values: Iterable<number>): number {
  let best = 0;
  for (const value of values) best = Math.max(best, value);
  return best;
}
