import type { MergeConflict } from '../patching/merge-into.ts';
import type { FeedbackPiece, FixRecord, IterationRecord, ResponseRecord } from '../tasks/fix/fix-record.ts';
import type { Feedback } from '../tasks/respond/feedback.ts';
import { totalTokens } from '../text/usage.ts';
import { greenRun } from './evidence.ts';
import { fenced, inlineCode, plainMarkdown } from './plain-markdown.ts';
import { testLine } from './test-line.ts';

const mostFiles = 10;
const longestOpening = 60;

/** What became of each piece of feedback, and what could not be merged; empty for a fix. */
export function renderAnswers(record: FixRecord): string {
  const { response } = record;
  if (response === undefined) return '';
  const isOurs = record.pullRequest !== null;
  const lines = response.pieces.map((piece) => `- ${nameOf(piece.feedback, isOurs)}: ${answerTo(record, piece).said}`);
  return [
    lines.length === 0 ? '' : `**Feedback**\n\n${lines.join('\n')}`,
    mergedLine(record, response),
    renderConflicts(response.conflicts),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

export interface Answer {
  /** What became of it, with the commit that did it. */
  readonly said: string;
  /** A sentence: what the tests say there. Empty where nothing was done. */
  readonly proof: string;
}

/** What became of one piece. */
export function answerTo(record: FixRecord, { id }: FeedbackPiece): Answer {
  const answer = record.response?.answers.find((one) => one.id === id);
  if (answer === undefined) {
    return unproven(isBegun(record) ? 'not answered: the agent said nothing about it.' : 'not looked at.');
  }
  const reason = plainMarkdown(answer.reason, 1_500).replaceAll(/\s*\n\s*/g, ' ');
  if (!answer.done) return unproven(`no change: ${reason}`);
  const last = responseCommit(record);
  const { offered, tryBranch } = record.response ?? {};
  const proof = last === null ? 'It was not tested.' : `${testLine(greenRun(last))}.`;
  if (offered) return { said: `offered in [this review](${offered}): ${reason}`, proof };
  if (last === null) return unproven(`nothing was changed: ${reason}`);
  const { sha, url } = last.commit;
  const commit = url ? `[${sha.slice(0, 7)}](${url})` : sha.slice(0, 7);
  const place = tryBranch ? `${commit}, which is on ${inlineCode(tryBranch)} and not here` : commit;
  if (last.verdict.kind === 'green') return { said: `done in ${place}: ${reason}`, proof };
  return { said: `changed in ${place}, where not all tests pass: ${reason}`, proof };
}

/** Whether the agent was asked at all. */
function isBegun(record: FixRecord): boolean {
  return responseCommit(record) !== null || totalTokens(record.openUsage) > 0;
}

function unproven(said: string): Answer {
  return { said, proof: '' };
}

/** The last commit of the response itself; null where it made none. */
export function responseCommit({ response, iterations }: FixRecord): IterationRecord | null {
  return response && iterations.length > response.earlier ? (iterations.at(-1) ?? null) : null;
}

function mergedLine({ base }: FixRecord, { merged, mergedBaseline, tryBranch }: ResponseRecord): string {
  if (merged === null || tryBranch) return '';
  const tests = mergedBaseline === undefined ? '' : `, where ${testLine(mergedBaseline.report)}`;
  return `Merged ${inlineCode(base?.branch ?? '')} at ${merged.slice(0, 7)}${tests}.`;
}

function renderConflicts(conflicts: readonly MergeConflict[]): string {
  if (conflicts.length === 0) return '';
  const files = conflicts.slice(0, mostFiles).map(({ path, reason, hunks }) => {
    const shown = hunks.map((hunk) => fenced(hunk, 3_000));
    return [`- ${inlineCode(path)}: ${reason}`, ...shown].join('\n\n');
  });
  const more = conflicts.length > files.length ? [`- … and ${conflicts.length - files.length} more files`] : [];
  return ['**In conflict, and left to a person** (`left` is this branch)', ...files, ...more].join('\n\n');
}

/** What is asked for on somebody else's pull request is one comment. */
function nameOf(feedback: Feedback, isOurs: boolean): string {
  switch (feedback.kind) {
    case 'comment':
      return `[what @\u200b${feedback.author} wrote](${feedback.url})${isOurs ? opening(feedback.body) : ''}`;
    case 'review':
      return `[the review of @\u200b${feedback.author}](${feedback.url})`;
    case 'thread':
      return `[@\u200b${feedback.author} on ${inlineCode(feedback.place?.path ?? '')}](${feedback.url})`;
    case 'base moved':
      return 'the base branch';
    default:
      return feedback.url === null
        ? `the check ${inlineCode(feedback.name)}`
        : `[the check ${inlineCode(feedback.name)}](${feedback.url})`;
  }
}

/** How a remark begins, so that one is told from the other. */
function opening(body: string): string {
  const [line = ''] = body.trim().split('\n', 1);
  return line === '' ? '' : ` (“${plainMarkdown(line, longestOpening).trim()}”)`;
}
