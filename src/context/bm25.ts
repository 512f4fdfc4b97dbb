import type { SnapshotPostings, TermPostings, WordCounts } from './chunk-search.ts';
import { keptWith } from './kept-with.ts';

/**
 * k1 and b (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009). The usual 1.2 and 0.75 are for
 * chunks. A long file is long because much happens in it, and so do its faults: its length counts less, and the tenth
 * time that it has a word still counts.
 */
const ofFiles = { saturation: 4, lengthWeight: 0.3 };
const ofChunks = { saturation: 1.2, lengthWeight: 0.75 };

/** All between 0 and 1, which is the best. */
export interface WordScores {
  /** By file. */
  readonly files: Float64Array;
  /** By the place of a file's first chunk, in `firstChunks`, and the chunk's own. */
  readonly chunks: Float64Array;
  readonly firstChunks: Uint32Array;
}

/**
 * BM25 over whole files and over their chunks, which take the rarity of a word from the files: the file that a request is
 * about is found by all its words, the place in it by those of a chunk.
 * @param weights of the terms; the postings of further terms are passed over.
 */
export function scoreWords({ terms, lengths }: SnapshotPostings, weights: readonly number[]): WordScores {
  const { firstChunks } = lengths;
  const damping = findDamping(lengths);
  const files = new Float64Array(damping.files.length);
  const chunks = new Float64Array(damping.chunks.length);
  weights.forEach((weight, number) => {
    const postings = terms[number];
    const worth = postings === undefined ? 0 : weight * rarityOf(postings, files.length);
    if (postings !== undefined && worth > 0) addTerm(postings, worth, firstChunks, damping, { files, chunks });
  });
  return { files: relativeToBest(files), chunks: relativeToBest(chunks), firstChunks };
}

/** By file and by chunk: how many times a word must be there to be worth half of the most, by how long it is. */
interface Damping {
  readonly files: Float64Array;
  readonly chunks: Float64Array;
}

const findDamping = keptWith(({ firstChunks, words }: WordCounts): Damping => {
  const fileCount = Math.max(0, firstChunks.length - 1);
  const all = words.reduce((sum, length) => sum + length, 0);
  const damp = ({ saturation, lengthWeight }: typeof ofFiles, length: number, average: number) =>
    saturation * (1 - lengthWeight + (lengthWeight * length) / average);
  const averageFile = all / Math.max(1, fileCount);
  const averageChunk = all / Math.max(1, words.length);
  const files = new Float64Array(fileCount);
  for (let file = 0; file < fileCount; file += 1) {
    let length = 0;
    for (let at = firstChunks[file] ?? 0; at < (firstChunks[file + 1] ?? 0); at += 1) length += words[at] ?? 0;
    files[file] = damp(ofFiles, length, averageFile);
  }
  return { files, chunks: Float64Array.from(words, (length) => damp(ofChunks, length, averageChunk)) };
});

function rarityOf({ file }: TermPostings, files: number): number {
  let having = 0;
  let last = -1;
  for (let at = 0; at < file.length; at += 1) {
    const place = file[at] ?? 0;
    if (place !== last) having += 1;
    last = place;
  }
  return having === 0 ? 0 : Math.log(1 + (files - having + 0.5) / (having + 0.5));
}

function addTerm(
  { file, chunk, count }: TermPostings,
  worth: number,
  firstChunks: Uint32Array,
  damping: Damping,
  scores: { readonly files: Float64Array; readonly chunks: Float64Array },
): void {
  for (let at = 0; at < file.length; ) {
    const place = file[at] ?? 0;
    const first = firstChunks[place] ?? 0;
    let inFile = 0;
    for (; file[at] === place; at += 1) {
      const times = count[at] ?? 0;
      const own = first + (chunk[at] ?? 0);
      scores.chunks[own] = (scores.chunks[own] ?? 0) + worth * saturate(times, ofChunks, damping.chunks[own] ?? 0);
      inFile += times;
    }
    scores.files[place] = (scores.files[place] ?? 0) + worth * saturate(inFile, ofFiles, damping.files[place] ?? 0);
  }
}

function saturate(count: number, { saturation }: typeof ofFiles, damping: number): number {
  return (count * (saturation + 1)) / (count + damping);
}

/** Makes the scores shares of the best, in place. */
export function relativeToBest(scores: Float64Array): Float64Array {
  let best = 0;
  for (let at = 0; at < scores.length; at += 1) best = Math.max(best, scores[at] ?? 0);
  if (best > 0) for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) / best;
  return scores;
}
