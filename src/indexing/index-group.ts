import { isThreadEnded } from '../threads/thread-ended.ts';
import { type FileContent, type IndexedContent, indexAsTextInThread, indexInThread } from './index-files.ts';

type InThread = typeof indexInThread;

interface Options {
  readonly signal?: AbortSignal;
}

/**
 * Indexes some files in a thread together; where one of them costs the thread, each by itself; and what costs its thread
 * by itself, as text.
 */
export async function indexGroup(
  files: readonly FileContent[],
  options: Options = {},
  [parsed, asText]: readonly [InThread, InThread] = [indexInThread, indexAsTextInThread],
): Promise<IndexedContent[]> {
  const together = await unlessEnded(parsed([files], options));
  if (together !== undefined) return together;
  const indexed: IndexedContent[] = [];
  for (const file of files) {
    const alone = files.length > 1 ? await unlessEnded(parsed([[file]], options)) : undefined;
    indexed.push(...(alone ?? (await asText([[file]], options))));
  }
  return indexed;
}

async function unlessEnded<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isThreadEnded(error)) return undefined;
    throw error;
  }
}
