import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Tinypool } from 'tinypool';
import { collectLessOften } from './collect-less-often.ts';
import { lockMemory } from './exclusively.ts';
import { startStopwatch } from './stopwatch.ts';
import type { Job, JobResult } from './thread.ts';
import { threadEnded } from './thread-ended.ts';
import { repeatWarnings } from './warnings.ts';

/** Several times what the chunks of the largest file need. WebAssembly has a limit of its own. */
const heapLimitMb = 256;
/** With the usual 48 MB, what one collection keeps may exceed the heap's limit so far that Node 24 ends the process. */
const youngHeapLimitMb = 16;
/** Part of a job's limit after which the time is looked at again. */
const lookShare = 1 / 20;
/** A thread that nobody needs gives its memory back. */
const idleTimeout = 30_000;

let pool: Tinypool | undefined;

/** Runs a job in a thread that has no other meanwhile; the caller keeps their number within that of the processors. */
export async function runInThread<T>(
  job: Job,
  limitMs: number,
  signal: AbortSignal | undefined,
  transfer: readonly ArrayBuffer[],
): Promise<T> {
  signal?.throwIfAborted();
  pool ??= createPool();
  const ending = new AbortController();
  const end = () => ending.abort();
  const isOver = startStopwatch();
  // An answer that is already there counts, also when this process was busy or the machine asleep until now.
  const look = () => void (isOver(limitMs) && setImmediate(end));
  const timer = setInterval(look, limitMs * lookShare);
  signal?.addEventListener('abort', end);
  try {
    const run: Promise<JobResult<T>> = pool.run(job, { signal: ending.signal, transferList: [...transfer] });
    const result = await run.catch((error: unknown) => {
      signal?.throwIfAborted();
      if (ending.signal.aborted) throw threadEnded(job.name, `took longer than ${limitMs / 1_000} s`);
      if (error instanceof DOMException) throw error;
      throw threadEnded(job.name, `failed (${error instanceof Error ? error.message : error})`, error);
    });
    if ('error' in result) throw result.error;
    return result.value;
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', end);
  }
}

/** Threads see nothing of the environment, where secrets are, and none of the flags that this process was started with. */
function createPool(): Tinypool {
  collectLessOften();
  const created = new Tinypool({
    runtime: 'worker_threads',
    filename: threadModule(),
    name: 'runJob',
    minThreads: 0,
    maxThreads: availableParallelism(),
    idleTimeout,
    // Without them a thread sleeps between jobs where no message or warning of it goes out.
    useAtomics: false,
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb, maxYoungGenerationSizeMb: youngHeapLimitMb },
    env: {},
    execArgv: [],
    workerData: lockMemory,
  });
  created.on('error', (error) => process.emitWarning(error));
  repeatWarnings();
  return created;
}

/** Built, a thread loads its module as it is; in a checkout that is TypeScript, and tsx comes first. */
function threadModule(): string {
  const extension = path.extname(import.meta.url);
  const thread = new URL(`./thread${extension}`, import.meta.url).href;
  if (extension === '.js') return thread;
  const script = `
    import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))};
    register();
    export const { runJob } = await import(${JSON.stringify(thread)});`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}
