import type { Usage } from '../agent/model.ts';
import type { IterationRecord } from '../tasks/fix-record.ts';

/** What each iteration cost, in tokens, as a Markdown table with the share that was read from cache. */
export function usageTable(iterations: readonly IterationRecord[]): string {
  const rows = iterations.map((iteration) => row(String(iteration.number), iteration.modelCalls, iteration.usage));
  const calls = iterations.reduce((sum, iteration) => sum + iteration.modelCalls, 0);
  const total = row('**all**', calls, totalUsage(iterations.map((iteration) => iteration.usage)));
  return ['| iteration | calls | tokens in | from cache | tokens out |', '|---|---|---|---|---|', ...rows, total].join(
    '\n',
  );
}

export function totalUsage(usages: readonly Usage[]): Usage {
  return usages.reduce(
    (sum, usage) => ({
      inputTokens: sum.inputTokens + usage.inputTokens,
      outputTokens: sum.outputTokens + usage.outputTokens,
      cacheReadTokens: sum.cacheReadTokens + usage.cacheReadTokens,
      cacheWriteTokens: sum.cacheWriteTokens + usage.cacheWriteTokens,
    }),
    { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 },
  );
}

/** All tokens that went in, whether they were read from cache or not. */
export function tokensIn(usage: Usage): number {
  return usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
}

function row(name: string, calls: number, usage: Usage): string {
  const all = tokensIn(usage);
  const share = all === 0 ? '–' : `${Math.round((100 * usage.cacheReadTokens) / all)} %`;
  return `| ${name} | ${calls} | ${number(all)} | ${share} | ${number(usage.outputTokens)} |`;
}

export function number(value: number): string {
  return value.toLocaleString('en-US');
}
