import type { Usage } from '../agent/model.ts';
import type { FixRecord, IterationRecord, OpenRound, RoundRecord } from '../tasks/fix/fix-record.ts';
import { formatDollars } from '../text/dollars.ts';
import { addUsage, cacheShare, inputOf, noUsage, totalTokens } from '../text/usage.ts';

type Costly = Pick<FixRecord, 'plan' | 'reproduction' | 'iterations' | 'openUsage' | 'openRound'>;

type Spent = Pick<RoundRecord, 'modelCalls' | 'usage' | 'seconds'>;

/** A line of the table; what is not known of it is null. */
interface Row {
  readonly name: string;
  readonly calls: number | null;
  readonly usage: Usage;
  readonly seconds: number | null;
}

const head = ['round', 'calls', 'tokens in', 'from cache', 'into cache', 'tokens out', 'dollars', 'seconds'];

/** What each round cost, as a Markdown table, with the share of the input that was read from the cache. */
export function usageTable({ plan, reproduction, iterations, openUsage, openRound }: Costly): string {
  const rows: Row[] = [
    ...(plan ? [rowOf('plan', plan.round)] : []),
    ...(reproduction?.round ? [rowOf('test', reproduction.round, reproduction.report?.seconds)] : []),
    ...iterations.map((iteration) => rowOf(String(iteration.number), iteration, testSeconds(iteration))),
    ...(totalTokens(openUsage) > 0 ? [withoutCommit(openUsage, openRound ?? null)] : []),
  ];
  const usage = rows.map((row) => row.usage).reduce(addUsage, noUsage);
  const all = {
    name: '**all**',
    calls: sum(rows.map(({ calls }) => calls)),
    usage,
    seconds: sum(rows.map((row) => row.seconds)),
  };
  const lines = [head, head.map(() => '---'), ...[...rows, all].map(cells)].map((line) => `| ${line.join(' | ')} |`);
  const share = cacheShare(usage);
  return share === null
    ? lines.join('\n')
    : `${lines.join('\n')}\n\n${percent(share)} of the input was read from the cache.`;
}

function rowOf(name: string, { modelCalls, usage, seconds }: Spent, tests = 0): Row {
  return { name, calls: modelCalls, usage, seconds: seconds === undefined ? null : seconds + tests };
}

function withoutCommit(usage: Usage, round: OpenRound | null): Row {
  return { name: 'no commit', calls: round?.modelCalls ?? null, usage, seconds: round?.seconds ?? null };
}

function testSeconds({ report, again }: IterationRecord): number {
  return report.seconds + (again?.seconds ?? 0);
}

function cells({ name, calls, usage, seconds }: Row): string[] {
  const { cacheReadTokens, cacheWriteTokens, outputTokens, dollars } = usage;
  return [
    name,
    calls === null ? '–' : formatCount(calls),
    ...[inputOf(usage), cacheReadTokens, cacheWriteTokens, outputTokens].map(formatCount),
    dollars === undefined ? '–' : formatDollars(dollars),
    seconds === null ? '–' : formatCount(Math.round(seconds)),
  ];
}

function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

export function formatCount(value: number): string {
  return value.toLocaleString('en-US');
}
