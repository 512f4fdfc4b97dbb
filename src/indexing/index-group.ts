import { isThreadEnded } from '../threads/thread-ended.ts';
import { type FileContent, type IndexedContent, indexAsTextInThread, indexInThread } from './index-files.ts';

type InThread = typeof indexInThread;

interface Options {
  readonly signal?: AbortSignal;
}

/** A group takes a tenth of a second. What hangs must not hold a thread for long: each file is tried again by itself. */
const groupLimitMs = 5_000;
/** In bytes a millisecond: the slowest grammar, Swift's, reads 60 characters. */
const slowestSpeed = 50;

/**
 * Indexes some files in a thread together; where one of them costs the thread, each by itself; and what costs its thread
 * by itself, as text.
 */
export async function indexGroup(
  files: readonly FileContent[],
  options: Options = {},
  [parsed, asText]: readonly [InThread, InThread] = [indexInThread, indexAsTextInThread],
): Promise<IndexedContent[]> {
  const [first, ...others] = files;
  if (first === undefined) return [];
  const limitMs = others.length > 0 ? groupLimitMs : limitOf(first);
  const together = await unlessEnded(parsed([files], { ...options, limitMs }));
  if (together !== undefined) return together;
  const indexed: IndexedContent[] = [];
  for (const file of files) {
    const again = () => unlessEnded(parsed([[file]], { ...options, limitMs: limitOf(file) }));
    const alone = others.length > 0 ? await again() : undefined;
    indexed.push(...(alone ?? (await asText([[file]], options))));
  }
  return indexed;
}

function limitOf({ content }: FileContent): number {
  return groupLimitMs + content.length / slowestSpeed;
}

async function unlessEnded<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isThreadEnded(error)) return undefined;
    throw error;
  }
}
