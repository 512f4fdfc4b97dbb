import type { MergeConflict } from '../patching/merge-into.ts';
import type { Feedback } from '../tasks/feedback.ts';
import type { FeedbackPiece, FixRecord, IterationRecord } from '../tasks/fix-record.ts';
import { greenRun } from './evidence.ts';
import { fenced, inlineCode, plainMarkdown } from './plain-markdown.ts';
import { testLine } from './test-line.ts';

const mostFiles = 10;

/** What became of each piece of feedback, and what could not be merged; empty for a fix. */
export function renderAnswers(record: FixRecord): string {
  const { response } = record;
  if (response === undefined) return '';
  const lines = response.pieces.map((piece) => `- ${nameOf(piece.feedback)}: ${answerTo(record, piece)}`);
  return [
    lines.length === 0 ? '' : `**Feedback**\n\n${lines.join('\n')}`,
    response.merged === null || response.tryBranch
      ? ''
      : `Merged ${inlineCode(record.base?.branch ?? '')} at ${response.merged.slice(0, 7)}.`,
    renderConflicts(response.conflicts),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What became of one piece, with the commit that did it and what its tests say. */
export function answerTo(record: FixRecord, { id }: FeedbackPiece): string {
  const answer = record.response?.answers.find((one) => one.id === id);
  if (answer === undefined) return 'not answered: the agent said nothing about it, also when it was asked.';
  const reason = plainMarkdown(answer.reason, 1_500).replaceAll(/\s*\n\s*/g, ' ');
  const last = responseCommit(record);
  if (!answer.done) return `no change: ${reason}`;
  if (record.response?.offered) {
    const proof = last === null ? 'It was not tested.' : `The tests ran on it: ${testLine(greenRun(last))}.`;
    return `offered in [this review](${record.response.offered}): ${reason} ${proof}`;
  }
  if (last === null) return `nothing was changed: ${reason}`;
  const { sha, url } = last.commit;
  const commit = url ? `[${sha.slice(0, 7)}](${url})` : sha.slice(0, 7);
  const { tryBranch } = record.response ?? {};
  const link = tryBranch ? `${commit}, which is on ${inlineCode(tryBranch)} and not here` : commit;
  return last.verdict.kind === 'green'
    ? `done in ${link}: ${reason} The tests passed there: ${testLine(greenRun(last))}.`
    : `changed in ${link}; the tests do not all pass there: ${reason} ${testLine(greenRun(last))}.`;
}

/** The last commit of the response itself; null where it made none. */
export function responseCommit({ response, iterations }: FixRecord): IterationRecord | null {
  return response && iterations.length > response.earlier ? (iterations.at(-1) ?? null) : null;
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

function nameOf(feedback: Feedback): string {
  switch (feedback.kind) {
    case 'comment':
      return `[what @\u200b${feedback.author} wrote](${feedback.url})`;
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
