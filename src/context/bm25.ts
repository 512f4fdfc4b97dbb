import type { SnapshotPostings } from './chunk-search.ts';

/** The usual values (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009). */
const saturation = 1.2;
const lengthWeight = 0.75;

export interface WordScores {
  /** By file. */
  readonly files: ReadonlyMap<number, number>;
  /** By file, then by chunk. */
  readonly chunks: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

/**
 * BM25 over whole files and, with the files' frequencies, over their chunks: the file that an issue is about is found
 * by all its words, the place in it by those of a chunk.
 */
export function scoreWords(postings: SnapshotPostings): WordScores {
  const lengths = postings.lengths.map((chunks) => chunks.reduce((sum, length) => sum + length, 0));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const averageFile = total / Math.max(1, lengths.length);
  const averageChunk =
    total /
    Math.max(
      1,
      postings.lengths.reduce((sum, chunks) => sum + chunks.length, 0),
    );

  const inFiles = countInFiles(postings);
  const rarity = inFiles.map((counts) => Math.log(1 + (lengths.length - counts.size + 0.5) / (counts.size + 0.5)));

  const files = new Map<number, number>();
  inFiles.forEach((counts, term) => {
    for (const [file, count] of counts) {
      const score = (rarity[term] ?? 0) * saturate(count, lengths[file] ?? 0, averageFile);
      files.set(file, (files.get(file) ?? 0) + score);
    }
  });

  const chunks = new Map<number, Map<number, number>>();
  postings.term.forEach((term, index) => {
    const file = postings.file[index] ?? 0;
    const chunk = postings.chunk[index] ?? 0;
    const length = postings.lengths[file]?.[chunk] ?? 0;
    const score = (rarity[term] ?? 0) * saturate(postings.count[index] ?? 0, length, averageChunk);
    const scores = chunks.get(file) ?? new Map<number, number>();
    scores.set(chunk, (scores.get(chunk) ?? 0) + score);
    chunks.set(file, scores);
  });
  return { files, chunks };
}

/** By term, then by file. In the order of terms, so that sums do not depend on the order in which files were read. */
function countInFiles(postings: SnapshotPostings): Map<number, number>[] {
  const terms = postings.term.reduce((most, term) => Math.max(most, term + 1), 0);
  const counts = Array.from({ length: terms }, () => new Map<number, number>());
  postings.term.forEach((term, index) => {
    const file = postings.file[index] ?? 0;
    const files = counts[term];
    files?.set(file, (files.get(file) ?? 0) + (postings.count[index] ?? 0));
  });
  return counts;
}

function saturate(count: number, length: number, average: number): number {
  return (count * (saturation + 1)) / (count + saturation * (1 - lengthWeight + (lengthWeight * length) / average));
}
