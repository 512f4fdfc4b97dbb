import type { RiskReport } from '../../agent/risk/risk.ts';
import type { RepositoryConfig } from '../../config/repository-config.ts';
import type { RecalledPattern } from '../../memory/render-advice.ts';
import type { Check } from '../../publish/publisher.ts';
import { findingComment, reviewBody } from '../../publish/review-body.ts';
import type { PullRequestState, ReviewComment } from '../../publish/review-publisher.ts';
import { bySeverity, type Finding, reaches } from '../../review/finding.ts';
import { findingMarker, fingerprint } from '../../review/fingerprint.ts';
import { type Anchor, coversExactly, placeFinding } from '../../review/place-finding.ts';
import type { StaticReview } from '../../review/review-diff.ts';
import type { PullRequestPlace } from '../../review/review-store.ts';
import { unseen } from '../../review/unseen.ts';
import { countOf } from '../../text/count-of.ts';
import type { Outcome } from '../outcome.ts';
import type { Change } from './read-change.ts';
import type { Review } from './review-parts.ts';
import type { ModelReview } from './review-with-model.ts';

export interface Reviewed {
  readonly pull: PullRequestState;
  readonly place: PullRequestPlace;
  readonly since: string | null;
  /** The diff of the pull request, which comments have to be in, and the part of it that was reviewed. */
  readonly whole: Change;
  readonly change: Change;
  readonly statics: StaticReview;
  readonly modelled: ModelReview | null;
  readonly risk: RiskReport;
  readonly recalled: readonly RecalledPattern[];
  readonly known: ReadonlySet<string>;
  /** Earlier findings that wait for a person. */
  readonly open: number;
  readonly settings: RepositoryConfig['review'];
}

/** Posts one review with all that is new, and says beside the commit how it ended. */
export async function submitFindings(task: Review, reviewed: Reviewed): Promise<Outcome> {
  const { publisher, request, reviews, steps, taskId } = task;
  const { pull, place, since, change, statics, modelled, risk, recalled, open, settings } = reviewed;
  const findings = chooseFindings(reviewed);
  const { comments, inline, elsewhere } = placeAll(findings, reviewed);
  const incomplete = modelled === null ? 'no model is configured, so only facts were looked for.' : modelled.incomplete;
  const leftOut = modelled?.leftOut ?? [];
  const body = reviewBody({
    ...{ since, inline, leftOut, incomplete, files: statics.files, head: pull.head, leftAlone: change.leftAlone },
    elsewhere: elsewhere.map((finding) => ({ finding, marker: markerOf(finding) })),
    summary: modelled?.summary ?? '',
    ...{ risk, recalled, open },
  });
  const url = await steps.run('submit the review', () => publisher.submitReview({ commit: pull.head, body, comments }));
  const raised = findings.map(fingerprint);
  const isOfAllFiles = request.paths.length === 0;
  const head = isOfAllFiles ? pull.head : null;
  await steps.run('keep what was raised', () => reviews.keep(place, { head, taskId, raised }));
  const isWhole = incomplete === null && leftOut.length === 0 && isOfAllFiles;
  const check = checkOf(pull.head, { found: findings.length, open, isWhole }, url);
  await steps.run('write the check', () => publisher.writeCheck(check));
  return {
    kind: 'reviewed',
    reason: `Reviewed ${countOf(change.files.length, 'file')} at ${pull.head.slice(0, 7)}: ${countOf(findings.length, 'finding')}.`,
    next: settings.onPush ? '' : 'Comment `/goat review` after further pushes.',
  };
}

/** What was not said before and is severe enough, worst first; the same place is not named twice. */
function chooseFindings({ statics, modelled, known, settings }: Reviewed): Finding[] {
  return unseen([...statics.findings, ...(modelled?.findings ?? [])], known)
    .filter(({ severity }) => reaches(severity, settings.floor))
    .sort(bySeverity);
}

function placeAll(findings: readonly Finding[], { whole, since, settings }: Reviewed) {
  const hunks = new Map(whole.files.map((file) => [file.path, file.hunks]));
  const comments: ReviewComment[] = [];
  const inline: Finding[] = [];
  const elsewhere: Finding[] = [];
  for (const finding of findings) {
    const anchor: Anchor | null = placeFinding(finding, hunks.get(finding.path) ?? [], since === null);
    if (anchor === null || comments.length >= settings.comments) {
      elsewhere.push(finding);
      continue;
    }
    inline.push(finding);
    const body = findingComment(finding, markerOf(finding), coversExactly(anchor, finding));
    comments.push({ anchor, body });
  }
  return { comments, inline, elsewhere };
}

function markerOf(finding: Finding): string {
  return findingMarker(fingerprint(finding));
}

/** Green only where all of it was reviewed, nothing was found, and nothing of before is open. */
function checkOf(
  sha: string,
  { found, open, isWhole }: { readonly found: number; readonly open: number; readonly isWhole: boolean },
  url: string,
): Check {
  const before = open === 0 ? '' : `, ${open} of before ${open === 1 ? 'is' : 'are'} open`;
  const what = found > 0 ? countOf(found, 'finding') : open > 0 ? 'Nothing new found' : 'Nothing found';
  const title = `${what}${found > 0 || isWhole ? '' : ' in what was reviewed'}${before}`;
  return {
    sha,
    conclusion: found + open === 0 && isWhole ? 'success' : 'neutral',
    title,
    summary: isWhole ? `${title}. See the review.` : `${title}. Not all was reviewed: see the review.`,
    url,
  };
}
