import type { Run } from '../../github-server/state/run.ts';

/** Milliseconds between looks. */
const lookMs = 10;

export interface RunTimes {
  /** Seconds for which the runs of a repository were under way, from their dispatch to their end. */
  seconds(runs: readonly Run[]): number;
  stop(): void;
}

/** Watches the runs of a GitHub in this process, whose own times are whole seconds. */
export function watchRunTimes(allRuns: () => readonly Run[]): RunTimes {
  const times = new Map<number, { readonly start: number; end: number }>();
  const look = setInterval(() => {
    const now = performance.now();
    for (const { id, status } of allRuns()) {
      const seen = times.get(id);
      if (seen === undefined) times.set(id, { start: now, end: status === 'completed' ? now : Number.NaN });
      else if (status === 'completed' && Number.isNaN(seen.end)) seen.end = now;
    }
  }, lookMs);
  return {
    seconds: (runs) =>
      runs.reduce((sum, { id }) => {
        const { start, end } = times.get(id) ?? { start: 0, end: 0 };
        return sum + (end - start) / 1000;
      }, 0),
    stop: () => clearInterval(look),
  };
}
