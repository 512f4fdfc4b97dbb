import { availableParallelism, totalmem } from 'node:os';
import type { SandboxLimits } from './sandbox.ts';

const gigabyte = 1024 ** 3;
/** Threads count where a sandbox counts them; a test run of many workers has some hundreds. */
const processes = 2_048;

/** Half of the memory, but at least 2 GB, and all processors but one: the machine stays usable beside a test run. */
export function defaultLimits(): SandboxLimits {
  return {
    memoryBytes: Math.max(2 * gigabyte, Math.floor(totalmem() / 2)),
    processes,
    cpus: Math.max(1, availableParallelism() - 1),
  };
}
