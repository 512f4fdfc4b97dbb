import type { SnapshotPostings } from './chunk-search.ts';

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
export function scoreWords(postings: SnapshotPostings, weights: readonly number[]): WordScores {
  const { term, file, chunk, count, lengths } = postings;
  const firstChunks = new Uint32Array(lengths.length + 1);
  const fileLengths = new Float64Array(lengths.length);
  let words = 0;
  lengths.forEach((chunks, index) => {
    firstChunks[index + 1] = (firstChunks[index] ?? 0) + chunks.length;
    for (const length of chunks) fileLengths[index] = (fileLengths[index] ?? 0) + length;
    words += fileLengths[index] ?? 0;
  });
  const chunkCount = firstChunks[lengths.length] ?? 0;
  const averageFile = words / Math.max(1, lengths.length);
  const averageChunk = words / Math.max(1, chunkCount);
  const rarity = rarities(postings, weights);

  const files = new Float64Array(lengths.length);
  const chunks = new Float64Array(chunkCount);
  for (let from = 0; from < term.length; ) {
    const [word = 0, place = 0] = [term[from], file[from]];
    const worth = rarity[word] ?? 0;
    if (worth === 0) {
      from += 1;
      continue;
    }
    let inFile = 0;
    for (; from < term.length && term[from] === word && file[from] === place; from += 1) {
      const [number = 0, times = 0] = [chunk[from], count[from]];
      const length = lengths[place]?.[number] ?? 0;
      const at = (firstChunks[place] ?? 0) + number;
      chunks[at] = (chunks[at] ?? 0) + worth * saturate(times, length / averageChunk, ofChunks);
      inFile += times;
    }
    files[place] = (files[place] ?? 0) + worth * saturate(inFile, (fileLengths[place] ?? 0) / averageFile, ofFiles);
  }
  return { files: relativeToBest(files), chunks: relativeToBest(chunks), firstChunks };
}

/** By term. */
function rarities({ term, file, lengths }: SnapshotPostings, weights: readonly number[]): number[] {
  const inFiles = weights.map(() => 0);
  for (let index = 0; index < term.length; index += 1) {
    const isNext = index === 0 || term[index] !== term[index - 1] || file[index] !== file[index - 1];
    const word = term[index] ?? 0;
    if (isNext && word < inFiles.length) inFiles[word] = (inFiles[word] ?? 0) + 1;
  }
  return weights.map((weight, word) => {
    const files = inFiles[word] ?? 0;
    return weight * Math.log(1 + (lengths.length - files + 0.5) / (files + 0.5));
  });
}

function saturate(count: number, length: number, { saturation, lengthWeight }: typeof ofFiles): number {
  return (count * (saturation + 1)) / (count + saturation * (1 - lengthWeight + lengthWeight * length));
}

/** The scores as shares of the best. */
export function relativeToBest(scores: Float64Array): Float64Array {
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  return best > 0 ? scores.map((score) => score / best) : scores;
}
