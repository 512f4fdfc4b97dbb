/** However busy the machine is, a process is not taken to get less of it than this. */
const leastShare = 0.1;
/** Until here all time counts: most jobs end before, and asking for the processor's time costs a call of the system. */
const firstMs = 50;

/**
 * Starts to count, and returns what tells whether the milliseconds since then are more than a limit. Those count in which
 * this process, all its threads together, had a processor: on a machine that is busy with other things a job may take ten
 * times as long as on a quiet one, and must not fail for it. It must be asked from time to time.
 */
export function startStopwatch(): (limitMs: number) => boolean {
  const start = performance.now();
  let first: { readonly elapsed: number; readonly usage: NodeJS.CpuUsage } | undefined;
  return (limitMs) => {
    const elapsed = performance.now() - start;
    if (elapsed <= firstMs && elapsed <= limitMs) return false;
    first ??= { elapsed, usage: process.cpuUsage() };
    if (elapsed <= limitMs) return false;
    const { user, system } = process.cpuUsage(first.usage);
    return Math.max(first.elapsed + (user + system) / 1_000, elapsed * leastShare) > limitMs;
  };
}
