import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Steps } from '../../tasks/steps.ts';
import { stoppedBy } from '../../tasks/stopped-by.ts';

/** Milliseconds between looks at the stop request while a step runs. */
const stopPollMs = 1_000;
const largestResultBytes = 256 * 1024;

type Recorded<T> = { readonly value: T } | { readonly stoppedBy: string };

/**
 * Steps on the durable engine.
 * @param stopRequestedBy who asked the task to stop. A stop is recorded as the step's value and unwinds the task
 *   outside of it, because a replayed error keeps its name but not its class.
 */
export function durableSteps(stopRequestedBy: () => Promise<string | null>): Steps {
  return {
    async run(name, work) {
      const recorded = await DBOS.runStep(() => runUnlessStopped(name, work, stopRequestedBy), { name });
      if ('stoppedBy' in recorded) throw stoppedBy(recorded.stoppedBy);
      return recorded.value;
    },
  };
}

async function runUnlessStopped<T>(
  name: string,
  work: (signal: AbortSignal) => Promise<T>,
  stopRequestedBy: () => Promise<string | null>,
): Promise<Recorded<T>> {
  const before = await stopRequestedBy();
  if (before !== null) return { stoppedBy: before };
  const controller = new AbortController();
  let asked: string | null = null;
  const watch = setInterval(async () => {
    // A look that fails is made again a second later; the work itself must not suffer from it.
    asked ??= await stopRequestedBy().catch(() => null);
    if (asked !== null) controller.abort();
  }, stopPollMs);
  try {
    return checkSize(name, { value: await work(controller.signal) });
  } catch (error) {
    if (asked !== null) return { stoppedBy: asked };
    throw error;
  } finally {
    clearInterval(watch);
  }
}

function checkSize<T>(name: string, recorded: Recorded<T>): Recorded<T> {
  const bytes = Buffer.byteLength(JSON.stringify(recorded));
  if (bytes > largestResultBytes) {
    throw new Error(`The step "${name}" returned ${bytes} bytes; at most ${largestResultBytes} can be recorded.`);
  }
  return recorded;
}
