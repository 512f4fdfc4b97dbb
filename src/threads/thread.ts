/** What a thread runs: it is loaded there only. */
import { isNativeError } from 'node:util/types';
import { BroadcastChannel } from 'node:worker_threads';
import { warningChannel } from './warnings.ts';

/** A function that a module exports, and what to call it with. */
export interface Job {
  readonly url: string;
  readonly name: string;
  readonly args: readonly unknown[];
}

/** What the function returned or threw. */
export type JobResult<T> = { readonly value: T } | { readonly error: Error };

const warnings = new BroadcastChannel(warningChannel);
process.removeAllListeners('warning');
process.on('warning', ({ message }) => warnings.postMessage(message));

/**
 * What the work throws is a result. But where it may have left a WebAssembly runtime broken, by an abort or by a stack
 * overflow, the thread dies of it, so that nothing else is parsed there.
 */
export async function runJob({ url, name, args }: Job): Promise<JobResult<unknown>> {
  try {
    const module = await import(url);
    return { value: await module[name](...args) };
  } catch (thrown) {
    const error = toError(thrown);
    return mayBreakWebAssembly(error) ? dieOf(error) : { error };
  }
}

/** Some of Node's errors are not native ones, and copying would make a bare object of them. */
function toError(thrown: unknown): Error {
  if (isNativeError(thrown)) return thrown;
  return new Error(thrown instanceof Error ? thrown.message : String(thrown));
}

function mayBreakWebAssembly({ name, message }: Error): boolean {
  return name === 'RuntimeError' || message === 'Maximum call stack size exceeded';
}

function dieOf(error: Error): Promise<never> {
  return new Promise(() => {
    setImmediate(() => {
      throw error;
    });
  });
}
