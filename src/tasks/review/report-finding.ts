import { z } from 'zod';
import type { Tool } from '../../agent/tool.ts';
import { whyNotSuggested } from '../../review/check-suggestion.ts';
import { categories, type Finding, severities } from '../../review/finding.ts';
import type { ReviewedFile } from '../../review/reviewed-file.ts';
import { defineTool, done, refuse } from '../../tools/define-tool.ts';

const line = (value: string) => value.replace(/\s+/g, ' ').trim();

const input = z.strictObject({
  path: z.string().max(1_000),
  startLine: z.int().min(1).describe('The first line of the new file that it is about.'),
  endLine: z.int().min(1).describe('The last line, inside.'),
  severity: z
    .enum(severities)
    .describe('critical: must not be merged; major: fails in use; minor: worth mending; note.'),
  category: z.enum(categories),
  title: z.string().trim().min(1).max(300).describe('What is wrong, in one sentence.'),
  consequence: z.string().trim().min(1).max(1_000).describe('With which input or in which order it fails, and how.'),
  suggestion: z.string().max(8_000).optional().describe('Text to stand in place of exactly these lines.'),
});

/** A reviewer that says more is not listened to. */
const mostFindings = 50;
/** A finding is about a place, not about a file. */
const mostLines = 60;

/** The tool by which the model reports a finding; what it reports is collected in `found`. */
export function reportFindingTool(files: readonly ReviewedFile[], found: Finding[]): Tool {
  return defineTool({
    name: 'report_finding',
    description: 'Reports one finding of the review. Refused where the lines or the suggestion cannot be.',
    input,
    async run({ path, startLine, endLine, severity, category, title, consequence, suggestion }) {
      const file = files.find((each) => each.path === path);
      if (file?.after == null) return refuse(`${path} is not among the changed files of this review.`);
      const lines = file.after.split('\n');
      if (endLine < startLine || endLine > lines.length) return refuse(`${path} has lines 1 to ${lines.length}.`);
      if (endLine - startLine >= mostLines) return refuse(`Name the place: at most ${mostLines} lines.`);
      if (found.length >= mostFindings) return refuse('That is enough: call finish.');
      const range = { start: startLine, end: endLine };
      const problem = suggestion === undefined ? null : await whyNotSuggested(path, file.after, range, suggestion);
      if (problem !== null) return refuse(`The suggestion cannot be offered. ${problem}`);
      found.push({
        rule: 'model',
        ...{ category, severity, path, lines: range },
        removed: null,
        symbol: '',
        title: line(title),
        consequence: line(consequence),
        suggestion: suggestion ?? null,
        quote: lines.slice(startLine - 1, endLine).join('\n'),
      });
      return done('Noted. It is looked at once more before it is shown.');
    },
  });
}
