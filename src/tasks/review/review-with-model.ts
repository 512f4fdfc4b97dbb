import { type Budget, roomWithin } from '../../agent/budget.ts';
import { composeReviewRequest } from '../../agent/compose-review.ts';
import { generatePatch } from '../../agent/generate-patch.ts';
import type { Model, Usage } from '../../agent/model.ts';
import type { Tool } from '../../agent/tool.ts';
import { verificationOf, verifyFinding } from '../../agent/verify-finding.ts';
import type { Finding } from '../../review/finding.ts';
import { renderDiff } from '../../review/render-diff.ts';
import type { StaticReview } from '../../review/review-diff.ts';
import type { ReviewedFile } from '../../review/reviewed-file.ts';
import { unseen } from '../../review/unseen.ts';
import { addUsage, noUsage } from '../../text/usage.ts';
import type { Steps } from '../steps.ts';
import { reportFindingTool } from './report-finding.ts';

export interface ModelReviewParts {
  readonly taskId: string;
  readonly model: Model;
  readonly steps: Steps;
  /** They read and search; none writes. */
  readonly tools: readonly Tool[];
  readonly budget: Budget;
  readonly title: string;
  readonly body: string;
  readonly conventions: string;
  readonly memory: string;
  /** Fingerprints that are not to be looked at again. */
  readonly known: ReadonlySet<string>;
}

export interface ModelReview {
  readonly findings: readonly Finding[];
  /** What the change does, in the model's words; empty where it came to none. */
  readonly summary: string;
  /** Files that it was not shown. */
  readonly leftOut: readonly string[];
  /** Why it is not complete; null where it is. */
  readonly incomplete: string | null;
  readonly dropped: number;
  readonly usage: Usage;
}

/** The diff that a review begins with, in tokens, and the part of the budget that it may take: the tools need theirs. */
const mostDiffTokens = 60_000;
const diffShare = 1 / 6;
/** Of the budget, for second looks: a finding that nobody looked at again is not shown. */
const verificationShare = 1 / 6;
const mostTurns = 30;
/** Facts that it is told; the worst come first. */
const mostFacts = 100;
const replyTokens = 4_000;
/** Lines around a finding that the second look is shown, and those that it may quote: a model counts lines roughly. */
const around = 30;
const beside = 3;

/** Lets the model read the riskiest files first, within the budget, and keeps of what it reports what a second look confirms. */
export async function reviewWithModel(
  { files, findings: facts }: StaticReview,
  parts: ModelReviewParts,
): Promise<ModelReview> {
  const { taskId, model, steps, budget, known } = parts;
  const room = Math.min(mostDiffTokens, Math.floor(budget.limitTokens * diffShare));
  const { text: diff, shown, leftOut } = renderDiff(files, room);
  const nothing = { findings: [], summary: '', leftOut, dropped: 0, usage: noUsage };
  if (shown.length === 0) return { ...nothing, incomplete: 'No changed file fits into the budget of this review.' };
  const reviewed = files.map(({ file }) => file);
  const found: Finding[] = [];
  const conversation = composeReviewRequest({
    ...parts,
    facts: facts.slice(0, mostFacts).map(({ path, lines, title }) => `${path}:${lines.start}: ${title}`),
    diff,
    leftOut,
  });
  const end = await generatePatch(
    {
      model,
      steps,
      tools: [...parts.tools, reportFindingTool(reviewed, found)],
      budget: { ...budget, kept: verificationShare },
      maxTurns: mostTurns,
      maxReplyTokens: replyTokens,
      finishDescription: 'Ends the review. What you reported is then looked at once more.',
    },
    conversation,
  );
  let usage = end.usage;
  let incomplete = end.kind === 'finished' ? null : end.reason;
  const kept: Finding[] = [];
  let dropped = 0;
  for (const finding of unseen(found, known)) {
    const claim = claimOf(finding, reviewed);
    const room = await roomWithin(budget, usage, verificationOf(claim, model.name));
    if (room.kind === 'spent') {
      incomplete ??= room.reason;
      dropped += 1;
      continue;
    }
    const verdict = await verifyFinding(taskId, claim, model, steps);
    if (verdict.kind === 'diverged') return { ...nothing, usage, incomplete: verdict.reason };
    usage = addUsage(usage, verdict.usage);
    if (verdict.kind === 'holds') kept.push({ ...finding, consequence: verdict.failure });
    else dropped += 1;
  }
  const summary = end.kind === 'finished' ? end.summary : '';
  return { findings: kept, summary, leftOut, incomplete, dropped, usage };
}

function claimOf({ path, lines, title, consequence }: Finding, files: readonly ReviewedFile[]) {
  const all = files.find((file) => file.path === path)?.after?.split('\n') ?? [];
  const first = Math.max(1, lines.start - around);
  const part = all.slice(first - 1, lines.end + around);
  const code = part.map((text, index) => `${first + index}\t${text}`).join('\n');
  const named = all.slice(Math.max(0, lines.start - 1 - beside), lines.end + beside);
  return { title, consequence, path, lines, code, text: part.join('\n'), named };
}
