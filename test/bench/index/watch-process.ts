import { monitorEventLoopDelay } from 'node:perf_hooks';
import { z } from 'zod';

export const load = z.object({
  seconds: z.number(),
  /** Of all threads together; git and a database server are processes of their own. */
  cpuSeconds: z.number(),
  /** The most that the process has held since its start, threads included, in megabytes. */
  peakMb: z.number(),
  /** Milliseconds between two turns of a timer of 10 ms, so that 10 is the least. */
  delay: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
});

export type Load = z.infer<typeof load>;

/** Starts to watch this process, and returns what tells how it did. */
export function watchProcess(): () => Load {
  const histogram = monitorEventLoopDelay({ resolution: 10 });
  histogram.enable();
  const cpu = process.cpuUsage();
  const start = performance.now();
  return () => {
    histogram.disable();
    const { user, system } = process.cpuUsage(cpu);
    const milliseconds = (nanoseconds: number) => nanoseconds / 1e6;
    return {
      seconds: (performance.now() - start) / 1000,
      cpuSeconds: (user + system) / 1e6,
      peakMb: process.resourceUsage().maxRSS / 1024,
      delay: {
        p50: milliseconds(histogram.percentile(50)),
        p99: milliseconds(histogram.percentile(99)),
        max: milliseconds(histogram.max),
      },
    };
  };
}
