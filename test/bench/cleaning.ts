import { cleaners, hostile } from '../security/hostile-text.ts';
import { describeMachine } from './machine.ts';

/** Characters; the longer text has four times as many. */
const lengths = [65_536, 262_144] as const;

/**
 * How the work of what cleans text grows when a hostile text is four times as long: 4 times where it is linear, 16 where it
 * is quadratic. The baseline is the shorter text. Processor time, the least of three runs.
 */
export async function cleaning(): Promise<number> {
  process.stdout.write(
    `${describeMachine()}\n\n| cleaner | worst text | ms | 4 times as long | ratio |\n|---|---|---|---|---|\n`,
  );
  for (const [name, clean] of Object.entries(cleaners)) {
    const rows = hostile.map((unit) => {
      const [short = 0, long = 0] = lengths.map((length) => least(clean, unit.repeat(Math.ceil(length / unit.length))));
      return { unit, short, long };
    });
    const worst = rows.reduce((one, other) => (other.long > one.long ? other : one));
    const ratio = (worst.long / Math.max(worst.short, 0.01)).toFixed(1);
    process.stdout.write(
      `| ${name} | ${JSON.stringify(worst.unit)} | ${worst.short.toFixed(1)} | ${worst.long.toFixed(1)} | ${ratio} |\n`,
    );
  }
  return 0;
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
