import type { Usage } from '../agent/model.ts';
import type { IterationRecord } from '../tasks/fix-record.ts';
import { addUsage, inputOf, noUsage } from '../text/usage.ts';

/** What each iteration cost, in tokens, as a Markdown table with the share that was read from cache. */
export function usageTable(iterations: readonly IterationRecord[]): string {
  const rows = iterations.map((iteration) => row(String(iteration.number), iteration.modelCalls, iteration.usage));
  const calls = iterations.reduce((sum, iteration) => sum + iteration.modelCalls, 0);
  const total = row('**all**', calls, iterations.map(({ usage }) => usage).reduce(addUsage, noUsage));
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
