import { availableParallelism } from 'node:os';
import type { Embedder } from '../../indexing/embedder.ts';
import { offThread } from '../../threads/off-thread.ts';
import { dimensions, embedText, embedTextUrl } from './minilm-thread.ts';

/** Names its vectors, also where it is not loaded. */
export const miniLmId = 'minilm-l6-v2-q8';
/** Milliseconds: a last resort. The thread gives up a slow download by itself. */
const limitMs = 600_000;
/** Texts that one call embeds at once. Each takes a thread, which holds about 250 MB for it. */
const mostLanes = 2;

/** Milliseconds that an ending process waits at most: what takes longer is a download, and can be cut off. */
const longestGoodbye = 5_000;

type EmbedText = (cacheDir: string, text: string) => Promise<Float32Array>;

interface MiniLmOptions {
  /** Where the weights are kept once they are downloaded. */
  readonly cacheDir: string;
  readonly embed?: EmbedText;
}

/**
 * all-MiniLM-L6-v2, quantized to 8 bits, on this machine, off the main thread. A thread embeds one text at a time:
 * padding, and threads that share one text, cost more than they bring.
 * @returns the embedder, or in a sentence why it cannot be had here: the library is optional, and the weights come from
 *   the network.
 */
export async function openMiniLm({
  cacheDir,
  embed = embedInThread,
}: MiniLmOptions): Promise<Embedder | { readonly unavailable: string }> {
  try {
    await embed(cacheDir, '');
    return {
      id: miniLmId,
      dimensions,
      embed: (texts, signal) => embedAll((text) => embed(cacheDir, text), texts, signal),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { unavailable: `MiniLM cannot be loaded (${reason}), so searches use the built-in vectors.` };
  }
}

/**
 * A few texts are on their way at a time, not all of them: the one text of a search must not wait behind a thousand that
 * fill an index. Those that have begun are waited for, also after an abort: see `leaveModelsAlone`.
 */
async function embedAll(
  embed: (text: string) => Promise<Float32Array>,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  const next = entriesOf(texts);
  const lanes = Array.from({ length: Math.min(mostLanes, availableParallelism()) }, async () => {
    for (const [index, text] of next) {
      signal?.throwIfAborted();
      vectors[index] = await embed(text);
    }
  });
  const failed = (await Promise.allSettled(lanes)).find((lane) => lane.status === 'rejected');
  if (failed) throw failed.reason;
  return vectors;
}

/** A generator, unlike the list's own iterator, ends for all lanes when one of them fails. */
function* entriesOf(texts: readonly string[]): Generator<[number, string]> {
  yield* texts.entries();
}

const embedOffThread = offThread(embedTextUrl, embedText, { limitMs });

/** How many texts are under way in all threads. */
const underWay = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
let isGuarded = false;

function embedInThread(cacheDir: string, text: string): Promise<Float32Array> {
  if (!isGuarded) process.once('exit', leaveModelsAlone);
  isGuarded = true;
  return embedOffThread([cacheDir, text, underWay]);
}

/**
 * A thread that is ended while the model runs in it takes the whole process with it, by an abort in native code. So a
 * process that ends waits for the texts under way: some hundredths of a second, or a second where a model is loaded.
 */
function leaveModelsAlone(): void {
  for (let count = Atomics.load(underWay, 0); count > 0; count = Atomics.load(underWay, 0)) {
    if (Atomics.wait(underWay, 0, count, longestGoodbye) === 'timed-out') return;
  }
}
