import type { Embedder } from '../../indexing/embedder.ts';
import { hash } from '../../text/hash.ts';
import { wordsOf } from '../../text/words.ts';

const dimensions = 384;
const gram = 4;
/** A word says more than one of its sub-words, which are there for other forms of it: `parse`, `parser`, `parsing`. */
const weights = { word: 1, subWord: 0.3 };

/**
 * The embedder that is always there: words and sub-words, hashed with a sign into 384 places (the hashing trick,
 * arxiv.org/abs/0902.2206). It knows no meanings, but near forms of the same words.
 */
export const builtInEmbedder: Embedder = {
  id: 'built-in-1',
  dimensions,
  embed: (texts) => Promise.resolve(texts.map(embedText)),
};

function embedText(text: string): Float32Array {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const vector = new Float32Array(dimensions);
  for (const [word, count] of counts) {
    const weight = 1 + Math.log(count);
    add(vector, word, weight * weights.word);
    for (const part of subWords(word)) add(vector, part, weight * weights.subWord);
  }
  return normalize(vector);
}

/** The runs of four characters of a word with its ends marked; what stands for the whole word is left out. */
function subWords(word: string): string[] {
  const marked = `<${word}>`;
  if (marked.length <= gram + 1) return [];
  return Array.from({ length: marked.length - gram + 1 }, (_, start) => marked.slice(start, start + gram));
}

function add(vector: Float32Array, feature: string, weight: number): void {
  const bits = hash(feature);
  const place = (bits >>> 1) % dimensions;
  vector[place] = (vector[place] ?? 0) + (bits & 1 ? weight : -weight);
}

function normalize(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  // A text without words: cosine needs some direction, and this one is like no other text's.
  if (length === 0) return vector.fill(1, 0, 1);
  return vector.map((value) => value / length);
}
