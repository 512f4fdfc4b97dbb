import type { Embedder } from '../../indexing/embedder.ts';
import { hash } from '../../text/hash.ts';
import { countWordsOf } from '../../text/words.ts';
import { offThread } from '../../threads/off-thread.ts';
import { rotate } from './rotate.ts';

const dimensions = 384;
const gram = 4;
/** A word says more than one of its sub-words, which are there for other forms of it: `parse`, `parser`, `parsing`. */
const weights = { word: 1, subWord: 0.3 };

/** Characters that are embedded where they are, in some milliseconds: a query need not wait for a thread. */
const few = 20_000;

const embedInThread = offThread(import.meta.url, embedAll);

/**
 * The embedder that is always there: words and sub-words, hashed with a sign into 384 places (the hashing trick,
 * arxiv.org/abs/0902.2206), and turned, so that the signs of the numbers tell which vectors are near. It knows no
 * meanings, but near forms of the same words.
 */
export const builtInEmbedder: Embedder = {
  id: 'built-in-2',
  dimensions,
  async embed(texts, signal) {
    const isShort = texts.reduce((sum, text) => sum + text.length, 0) <= few;
    const all = isShort ? embedAll(texts) : await embedInThread([texts], signal ? { signal } : {});
    return texts.map((_, index) => all.subarray(index * dimensions, (index + 1) * dimensions));
  },
};

/** The vectors one behind the other. */
export function embedAll(texts: readonly string[]): Float32Array {
  const all = new Float32Array(texts.length * dimensions);
  texts.forEach((text, index) => {
    all.set(embedText(text), index * dimensions);
  });
  return all;
}

function embedText(text: string): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const [word, count] of countWordsOf(text)) {
    const times = 1 + Math.log(count);
    const features = featuresOf(word);
    for (let index = 0; index < features.length; index += 1) {
      const feature = features[index] ?? 0;
      const weight = times * (index === 0 ? weights.word : weights.subWord);
      const place = feature >>> 1;
      vector[place] = (vector[place] ?? 0) + (feature & 1 ? weight : -weight);
    }
  }
  return rotate(normalize(vector));
}

/** Of a word and its sub-words, that of the word first: twice the place, and 1 where the sign is plus. */
type Features = Uint16Array;

/** A repository has few words, again and again. */
const known = new Map<string, Features>();
const mostKnown = 50_000;

function featuresOf(word: string): Features {
  const before = known.get(word);
  if (before !== undefined) return before;
  const features = Uint16Array.from([word, ...subWords(word)], featureOf);
  if (known.size >= mostKnown) known.clear();
  known.set(word, features);
  return features;
}

function featureOf(text: string): number {
  const bits = hash(text);
  return 2 * ((bits >>> 1) % dimensions) + (bits & 1);
}

/** The runs of four characters of a word with its ends marked; what stands for the whole word is left out. */
function subWords(word: string): string[] {
  const marked = `<${word}>`;
  if (marked.length <= gram + 1) return [];
  return Array.from({ length: marked.length - gram + 1 }, (_, start) => marked.slice(start, start + gram));
}

function normalize(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  // A text without words: cosine needs some direction, and this one is like no other text's.
  if (length === 0) return vector.fill(1, 0, 1);
  return vector.map((value) => value / length);
}
