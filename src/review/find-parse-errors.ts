import { countParseErrors } from '../syntax/count-parse-errors.ts';
import type { Finding } from './finding.ts';
import { changedLines } from './parse-hunks.ts';
import type { ReviewedFile } from './reviewed-file.ts';

/** Whether a file has more syntax errors than before; languages whose grammar is no judge are not judged. */
export async function findParseErrors({ path, before, after, hunks }: ReviewedFile): Promise<Finding[]> {
  if (after === null) return [];
  const now = (await countParseErrors(path, after)) ?? 0;
  if (now === 0) return [];
  const earlier = before === null ? 0 : ((await countParseErrors(path, before)) ?? 0);
  if (now <= earlier) return [];
  const errors = now === 1 ? 'a syntax error' : `${now} syntax errors`;
  const line = changedLines(hunks, 'now')[0] ?? 1;
  return [
    {
      rule: 'parse errors',
      category: 'bug',
      severity: 'critical',
      path,
      lines: { start: line, end: line },
      removed: null,
      symbol: '',
      title: `The file has ${errors}${earlier === 0 ? '' : `, ${now - earlier} more than before`}.`,
      consequence: 'It cannot be loaded or compiled.',
      suggestion: null,
      quote: '',
    },
  ];
}
