import { type LineRule, lineRules } from './facts/added-lines.ts';
import type { Finding } from './finding.ts';
import { addedLinesOf, type ReviewedFile } from './reviewed-file.ts';

/** What single added lines of a file are reported for. A line that only moved inside the file is not new. */
export function findLineFacts(file: ReviewedFile): Finding[] {
  const known = new Set(file.before?.split('\n').map((line) => line.trim()));
  const found: Finding[] = [];
  for (const { line, text } of addedLinesOf(file)) {
    const rule = known.has(text.trim())
      ? undefined
      : lineRules.find((each) => (each.inTests || !file.isTest) && each.matches(text, file.language));
    if (rule !== undefined) found.push(toFinding(rule, file.path, line, text));
  }
  return found;
}

function toFinding(rule: LineRule, path: string, line: number, text: string): Finding {
  const { category, consequence, severity, title } = rule;
  return {
    rule: rule.rule,
    ...{ category, consequence, severity, title, path },
    lines: { start: line, end: line },
    removed: null,
    symbol: '',
    suggestion: null,
    quote: rule.quotes ? text : '',
  };
}
