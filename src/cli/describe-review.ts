import { type Finding, severities } from '../review/finding.ts';
import { fingerprint } from '../review/fingerprint.ts';
import type { StaticReview } from '../review/review-diff.ts';
import type { Change } from '../tasks/read-change.ts';

/** What `goat review --json` prints. */
export interface ReviewDocument {
  readonly base: string;
  readonly head: string;
  readonly findings: readonly (Finding & { readonly fingerprint: string })[];
  /** Riskiest first: the order in which to read them. */
  readonly files: readonly {
    readonly path: string;
    readonly changed: number;
    readonly reasons: readonly string[];
    readonly tests: readonly string[];
  }[];
  readonly leftAlone: Change['leftAlone'];
}

export function toReviewDocument({
  base,
  head,
  change,
  review,
}: {
  readonly base: string;
  readonly head: string;
  readonly change: Change;
  readonly review: StaticReview;
}): ReviewDocument {
  return {
    base,
    head,
    findings: review.findings.map((finding) => ({ ...finding, fingerprint: fingerprint(finding) })),
    files: review.files.map(({ file, changed, reasons, tests }) => ({ path: file.path, changed, reasons, tests })),
    leftAlone: change.leftAlone,
  };
}

/** The same for people. */
export function describeReview({ findings, files, leftAlone }: ReviewDocument): string {
  const counts = severities
    .map((severity) => ({ severity, count: findings.filter((each) => each.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`);
  const lines = [
    `findings   ${counts.length === 0 ? 'none' : counts.join(', ')}`,
    ...findings.flatMap(({ path, lines, severity, category, title, consequence }) => [
      '',
      `${path}:${lines.start}  ${severity}, ${category}`,
      `    ${title}`,
      `    ${consequence}`,
    ]),
    '',
    'to read, riskiest first',
    ...files.map(({ path, changed, reasons }) => {
      const why = reasons.length === 0 ? '' : `: ${reasons.join(', ')}`;
      return `    ${path}  ${changed} lines${why}`;
    }),
    ...(leftAlone.length === 0 ? [] : ['', 'left alone']),
    ...leftAlone.map(({ path, reason }) => `    ${path}  ${reason}`),
  ];
  return `${lines.join('\n')}\n`;
}
