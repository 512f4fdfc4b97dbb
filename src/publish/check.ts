import type { FixRecord } from '../tasks/fix/fix-record.ts';
import type { Outcome } from '../tasks/outcome.ts';
import { greenRun, renderEvidence } from './evidence.ts';
import { plainMarkdown } from './plain-markdown.ts';
import type { Check } from './publisher.ts';
import { testLine } from './test-line.ts';

const conclusions: Readonly<Partial<Record<Outcome['kind'], Check['conclusion']>>> = {
  fixed: 'success',
  'tests still failing': 'failure',
  'needs approval': 'action_required',
};

/**
 * What the check says about a commit. It says "fixed" only on the commit that was tested: anywhere else nothing is known.
 * @param sha the commit that the check stands beside.
 */
export function checkOf(record: FixRecord, outcome: Outcome, sha: string): Check {
  const last = record.iterations.at(-1);
  if (!last || last.commit.sha !== sha) {
    const tested = last ? ` The last commit that was tested is ${last.commit.sha}: ${testLine(greenRun(last))}.` : '';
    return {
      sha,
      conclusion: 'neutral',
      title: 'Not verified at this commit',
      summary: `Nobody asked for the tests on this commit.${tested}`,
      url: null,
    };
  }
  return {
    sha,
    conclusion: conclusions[outcome.kind] ?? 'neutral',
    title: outcome.kind === 'fixed' ? `Fixed: ${firstPart(testLine(greenRun(last)))}` : `Not fixed: ${outcome.kind}`,
    summary: `${plainMarkdown(outcome.reason, 600)}\n\n${renderEvidence(record)}`,
    url: greenRun(last).url,
  };
}

/** Without the link, which a title cannot hold. */
function firstPart(line: string): string {
  return line.split(' ([run](', 1)[0] ?? line;
}
