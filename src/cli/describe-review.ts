import type { RiskReport } from '../agent/risk/risk.ts';
import { bySeverity, type Finding, severities } from '../review/finding.ts';
import { fingerprint } from '../review/fingerprint.ts';
import type { StaticReview } from '../review/review-diff.ts';
import type { Change } from '../tasks/review/read-change.ts';
import type { ModelReview } from '../tasks/review/review-with-model.ts';

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
  readonly risk: RiskReport;
  /** Null where no model was asked. */
  readonly model: Omit<ModelReview, 'findings'> | null;
}

export function toReviewDocument({
  base,
  head,
  change,
  review,
  risk,
  modelled,
}: {
  readonly base: string;
  readonly head: string;
  readonly change: Change;
  readonly review: StaticReview;
  readonly risk: RiskReport;
  readonly modelled: ModelReview | null;
}): ReviewDocument {
  return {
    base,
    head,
    findings: allOf(review, modelled).map((finding) => ({ ...finding, fingerprint: fingerprint(finding) })),
    files: review.files.map(({ file, changed, reasons, tests }) => ({ path: file.path, changed, reasons, tests })),
    leftAlone: change.leftAlone,
    risk,
    model: withoutFindings(modelled),
  };
}

function allOf(review: StaticReview, modelled: ModelReview | null): Finding[] {
  const known = new Set(review.findings.map(fingerprint));
  const more = modelled?.findings.filter((finding) => !known.has(fingerprint(finding))) ?? [];
  return [...review.findings, ...more].sort(bySeverity);
}

function withoutFindings(modelled: ModelReview | null): ReviewDocument['model'] {
  if (modelled === null) return null;
  const { findings: _, ...model } = modelled;
  return model;
}

/** The same for people. */
export function describeReview({ findings, files, leftAlone, risk, model }: ReviewDocument): string {
  const alone =
    leftAlone.length === 0 ? [] : ['', 'left alone', ...leftAlone.map(({ path, reason }) => `    ${path}  ${reason}`)];
  if (files.length === 0) return ['nothing to review', ...alone, ''].join('\n');
  const counts = severities
    .map((severity) => ({ severity, count: findings.filter((each) => each.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`);
  const lines = [
    ...(model === null || model.summary === '' ? [] : [model.summary, '']),
    ...(model === null || model.incomplete === null ? [] : [`not complete: ${model.incomplete}`, '']),
    ...(model?.leftOut ?? []).map((path) => `the model did not read ${path}: the budget did not reach`),
    `findings   ${counts.length === 0 ? 'none' : counts.join(', ')}`,
    ...findings.flatMap(({ path, lines, severity, category, title, consequence }) => [
      '',
      `${path}:${lines.start}  ${severity}, ${category}`,
      `    ${title}`,
      `    ${consequence}`,
    ]),
    '',
    `risk       ${risk.level}`,
    ...risk.findings.map(({ level, path, why }) => `    ${level}: ${path === '' ? '' : `${path}: `}${why}`),
    '',
    'to read, riskiest first',
    ...files.map(({ path, changed, reasons }) => {
      const why = reasons.length === 0 ? '' : `: ${reasons.join(', ')}`;
      return `    ${path}  ${changed === 1 ? '1 line' : `${changed} lines`}${why}`;
    }),
    ...alone,
  ];
  return `${lines.join('\n')}\n`;
}
