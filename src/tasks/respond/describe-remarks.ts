import type { FeedbackPiece } from '../fix/fix-record.ts';
import { isRemark } from './feedback.ts';

/** What people said, each piece under its id, with the lines that it was written on. */
export function describeRemarks(pieces: readonly FeedbackPiece[]): string {
  return pieces
    .flatMap(({ id, feedback }) => {
      if (!isRemark(feedback)) return [];
      const { author, body, place } = feedback;
      if (place === undefined) return [`[${id}] @${author}:\n${body}`];
      const line = place.line === null ? '' : `:${place.line}`;
      const hunk = place.hunk.replaceAll(/^/gm, '> ');
      return [`[${id}] @${author}, on ${place.path}${line}:\n${hunk}\n${body}`];
    })
    .join('\n\n');
}
