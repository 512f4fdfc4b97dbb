import { z } from 'zod';
import type { Embedder } from '../../indexing/embedder.ts';

const dimensions = 384;
const modelName = 'Xenova/all-MiniLM-L6-v2';
/** The model was trained on texts of at most this many tokens; longer ones are cut. */
const longestText = 256;
/** Milliseconds for loading it, the first download of 23 MB included. */
const loadLimit = 120_000;

/** The last layer's states of the tokens of one text, row by row. */
const hiddenStates = z.object({
  data: z.instanceof(Float32Array),
  dims: z.tuple([z.literal(1), z.number(), z.literal(dimensions)]),
});

/** Gives the last layer's output for one text. */
type RunModel = (text: string) => Promise<unknown>;

interface MiniLmOptions {
  /** Where the weights are kept once they are downloaded. */
  readonly cacheDir: string;
  readonly load?: (cacheDir: string, signal: AbortSignal) => Promise<RunModel>;
}

/**
 * all-MiniLM-L6-v2, quantized to 8 bits, on this machine. One text at a time and one thread: padding and threads that
 * wait for each other cost more than they bring.
 * @returns the embedder, or in a sentence why it cannot be had here: the library is optional, and the weights come from
 *   the network.
 */
export async function openMiniLm({
  cacheDir,
  load = loadModel,
}: MiniLmOptions): Promise<Embedder | { readonly unavailable: string }> {
  const signal = AbortSignal.timeout(loadLimit);
  try {
    const run = await Promise.race([load(cacheDir, signal), rejection(signal)]);
    return { id: 'minilm-l6-v2-q8', dimensions, embed: (texts, stop) => embedAll(run, texts, stop) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { unavailable: `MiniLM cannot be loaded (${reason}), so searches use the built-in vectors.` };
  }
}

async function embedAll(run: RunModel, texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (const text of texts) {
    signal?.throwIfAborted();
    const { data, dims } = hiddenStates.parse(await run(text));
    vectors.push(meanOfRows(data, dims[1]));
  }
  return vectors;
}

/** Mean pooling, as the model was trained, and length 1. There is no padding, so every row counts. */
function meanOfRows(data: Float32Array, rows: number): Float32Array {
  const sum = new Float32Array(dimensions);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < dimensions; column += 1) {
      sum[column] = (sum[column] ?? 0) + (data[row * dimensions + column] ?? 0);
    }
  }
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}

async function loadModel(cacheDir: string, signal: AbortSignal): Promise<RunModel> {
  const { AutoModel, AutoTokenizer, env } = await import('@huggingface/transformers');
  env.allowLocalModels = false;
  env.fetch = (input, init) => fetch(input, { ...init, signal });
  const tokenizer = await AutoTokenizer.from_pretrained(modelName, { cache_dir: cacheDir });
  const model = await AutoModel.from_pretrained(modelName, {
    cache_dir: cacheDir,
    dtype: 'q8',
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  return async (text) => {
    const output = await model(tokenizer(text, { truncation: true, max_length: longestText }));
    return output.last_hidden_state;
  };
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('it took more than two minutes')), { once: true });
  });
}
