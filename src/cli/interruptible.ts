import { setImmediate } from 'node:timers/promises';
import { interrupted, stopOnInterrupt } from './stop-on-interrupt.ts';

/** Runs work that keeps what it has done when its signal aborts it, which an interrupt does. */
export async function interruptible(work: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  const release = stopOnInterrupt(async () => controller.abort());
  try {
    return await work(controller.signal);
  } catch (error) {
    // A terminal interrupts git too, and what that breaks may be seen before the interrupt itself.
    await setImmediate();
    if (!controller.signal.aborted) throw error;
    process.stderr.write('Stopped. What is indexed is kept, and the same command goes on from there.\n');
    return interrupted;
  } finally {
    release();
  }
}
