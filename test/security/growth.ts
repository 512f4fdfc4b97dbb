/** Characters; the longer text has four times as many. */
const lengths = [65_536, 262_144] as const;
/** Milliseconds below which the clock and the compiler are what is measured. */
const leastMs = 30;

/**
 * How the work of a function grows when its text is four times as long: 4 where it is linear, 16 where it is quadratic.
 * Work is processor time, the least of three runs, so that other processes do not count; what is too short to be told
 * from nothing counts as linear.
 */
export function growthOfWork(work: (text: string) => unknown, unit: string): number {
  const [short, long] = lengths.map((length) => least(work, unit.repeat(Math.ceil(length / unit.length))));
  if (short === undefined || long === undefined || long < leastMs) return 4;
  return long / Math.max(short, leastMs / 4);
}

function least(work: (text: string) => unknown, text: string): number {
  const runs = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    work(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}
