import { answerTo } from '../../publish/feedback-answers.ts';
import type { FeedbackPiece } from '../fix/fix-record.ts';
import { isRemark } from './feedback.ts';
import type { Response } from './respond.ts';

/** Replies once in every thread; what was said elsewhere is answered in the tracking comment. */
export async function answerThreads(
  { record, steps, desk }: Response,
  { resolve }: { readonly resolve: boolean },
): Promise<void> {
  const threads = new Map<number, FeedbackPiece[]>();
  for (const piece of record.response.pieces) {
    const thread = isRemark(piece.feedback) ? piece.feedback.place?.thread : undefined;
    if (thread !== undefined) threads.set(thread, [...(threads.get(thread) ?? []), piece]);
  }
  for (const [thread, pieces] of threads) {
    const answers = pieces.map((piece) => answerTo(record, piece));
    const proof = answers.find((answer) => answer.proof !== '')?.proof ?? '';
    const body = [...answers.map(({ said }) => said), proof]
      .filter((part) => part !== '')
      .map(capitalised)
      .join('\n\n');
    await steps.run('answer a thread', () => desk.reply(thread, body));
  }
  const isDone = ({ id }: FeedbackPiece) => record.response.answers.some((answer) => answer.id === id && answer.done);
  const settled = [...threads].filter(([, pieces]) => pieces.every(isDone)).map(([thread]) => thread);
  if (resolve && settled.length > 0) await steps.run('resolve threads', () => desk.resolve(settled));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
