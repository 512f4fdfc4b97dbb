import type { Usage } from '../agent/model.ts';
import type { FixRecord } from '../tasks/fix-record.ts';
import { addUsage, inputOf, noUsage } from '../text/usage.ts';

/** What each round cost, in tokens, as a Markdown table with the share that was read from cache. */
export function usageTable({
  plan,
  reproduction,
  iterations,
}: Pick<FixRecord, 'plan' | 'reproduction' | 'iterations'>): string {
  const rounds = [
    ...(plan ? [{ ...plan.round, name: 'plan' }] : []),
    ...(reproduction?.round ? [{ ...reproduction.round, name: 'test' }] : []),
    ...iterations.map((iteration) => ({ ...iteration, name: String(iteration.number) })),
  ];
  const rows = rounds.map(({ name, modelCalls, usage }) => row(name, modelCalls, usage));
  const calls = rounds.reduce((sum, { modelCalls }) => sum + modelCalls, 0);
  const total = row('**all**', calls, rounds.map(({ usage }) => usage).reduce(addUsage, noUsage));
  return ['| iteration | calls | tokens in | from cache | tokens out |', '|---|---|---|---|---|', ...rows, total].join(
    '\n',
  );
}

function row(name: string, calls: number, usage: Usage): string {
  const all = inputOf(usage);
  const share = all === 0 ? '–' : `${Math.round((100 * usage.cacheReadTokens) / all)} %`;
  return `| ${name} | ${calls} | ${formatCount(all)} | ${share} | ${formatCount(usage.outputTokens)} |`;
}

export function formatCount(value: number): string {
  return value.toLocaleString('en-US');
}
