import { z } from 'zod';

/** Of a text's vector. */
export const dimensions = 384;
const modelName = 'Xenova/all-MiniLM-L6-v2';
/** The model was trained on texts of at most this many tokens; longer ones are cut. */
const longestText = 256;
/** Milliseconds. A model in memory takes about 250 MB, and loading it again half a second. */
const idleLimit = 30_000;
/** Milliseconds for one of its files to come from the network. */
const downloadLimit = 120_000;

/** The last layer's states of the tokens of one text, row by row. */
const hiddenStates = z.object({
  data: z.instanceof(Float32Array),
  dims: z.tuple([z.literal(1), z.number(), z.literal(dimensions)]),
});

interface LoadedModel {
  /** Gives the last layer's output for one text. */
  run(text: string): Promise<unknown>;
  unload(): Promise<unknown>;
}

let loaded: Promise<LoadedModel> | undefined;
let idle: NodeJS.Timeout | undefined;

/** Where a thread finds `embedText`. */
export const embedTextUrl = import.meta.url;

/**
 * The vector of one text, of length 1. It is called in a thread, whose model stays in memory while it is used.
 * @param cacheDir where the weights are kept once they are downloaded.
 * @param underWay shared with the main thread: how many texts threads are at work on.
 */
export async function embedText(cacheDir: string, text: string, underWay: Int32Array): Promise<Float32Array> {
  Atomics.add(underWay, 0, 1);
  clearTimeout(idle);
  loaded ??= loadModel(cacheDir).catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  try {
    return pool(await (await loaded).run(text));
  } finally {
    idle = setTimeout(unload, idleLimit).unref();
    Atomics.sub(underWay, 0, 1);
    Atomics.notify(underWay, 0);
  }
}

async function unload(): Promise<void> {
  const model = loaded;
  loaded = undefined;
  await (await model)?.unload();
}

async function loadModel(cacheDir: string): Promise<LoadedModel> {
  const { AutoModel, AutoTokenizer, env } = await import('@huggingface/transformers');
  env.allowLocalModels = false;
  // Not as an option of each call: the tokenizer would look elsewhere, and ask the network for what is here.
  env.cacheDir = cacheDir;
  env.fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(downloadLimit) });
  const tokenizer = await AutoTokenizer.from_pretrained(modelName);
  const model = await AutoModel.from_pretrained(modelName, {
    dtype: 'q8',
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  return {
    async run(text) {
      const output = await model(tokenizer(text, { truncation: true, max_length: longestText }));
      return output.last_hidden_state;
    },
    unload: () => model.dispose(),
  };
}

/** Mean pooling, as the model was trained, and length 1. There is no padding, so every row counts. */
export function pool(output: unknown): Float32Array {
  const { data, dims } = hiddenStates.parse(output);
  const sum = new Float32Array(dimensions);
  for (let row = 0; row < dims[1]; row += 1) {
    for (let column = 0; column < dimensions; column += 1) {
      sum[column] = (sum[column] ?? 0) + (data[row * dimensions + column] ?? 0);
    }
  }
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}
