import type { TestReport } from '../ci/test-report.ts';
import type { Tampering } from '../validation/tamper-gate/tampering.ts';
import { fenced, inlineCode, plainMarkdown } from './plain-markdown.ts';
import { suggestionBlock } from './review-body.ts';
import { describeTampering } from './tamper-report.ts';
import { testLine } from './test-line.ts';

export interface Offer {
  /** Why it was not pushed. */
  readonly why: string;
  /** The commit that holds all of it, and was tested; null where nothing was. */
  readonly tested: TestedWhole | null;
  /** What it weakens of tests and checks. */
  readonly weakens: readonly Tampering[];
  readonly suggestions: number;
  /** A patch of what could not be suggested; empty where all could. */
  readonly rest: string;
}

export interface TestedWhole {
  readonly sha: string;
  /** The branch that it is on. */
  readonly branch: string;
  readonly report: TestReport;
}

/** A longer patch would be cut by GitHub, and half of one does not apply. */
const longestPatch = 50_000;

/** The summary of a review that offers a change. */
export function offerBody({ why, tested, weakens, suggestions, rest }: Offer): string {
  return [
    `**Offered, not pushed.** ${plainMarkdown(why, 600)} ${describeTested(tested)}`,
    weakens.length === 0 ? '' : describeTampering(weakens),
    suggestions > 1 ? 'The suggestions belong together: take them in one batch.' : '',
    rest === '' ? '' : patch(rest),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What is known of the whole of an offered change. */
export function describeTested(tested: TestedWhole | null): string {
  if (tested === null) return 'It was not tested.';
  return `All of it is ${tested.sha} on ${inlineCode(tested.branch)}: ${testLine(tested.report)}.`;
}

/** A comment that offers text in place of exactly its lines. */
export function suggestionComment(text: string): string {
  return `Part of the change that \`/goat fix\` asked for.\n\n${suggestionBlock(text)}`;
}

function patch(rest: string): string {
  if (rest.length > longestPatch)
    return 'The rest has no place in the diff, and its patch is too long to be shown here.';
  return `The rest has no place in the diff. \`git apply\` takes it:\n\n${fenced(rest, longestPatch)}`;
}
