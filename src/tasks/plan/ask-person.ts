import { createHash } from 'node:crypto';
import type { Fix, FixStart } from '../fix/fix.ts';
import { EndTask } from '../outcome.ts';
import type { Answer } from '../task-store.ts';

/** The step at which a task goes on that was answered. */
export const lookForAnswer = 'look for an answer';

/**
 * Asks who wrote the issue and who wanted it fixed. The task ends with the question, and goes on from here once either of
 * them has answered.
 */
export async function askPerson(
  { request, record, steps, answerTo }: Fix | FixStart,
  question: string,
): Promise<Answer> {
  const hash = createHash('sha256').update(question).digest('hex');
  const answer = await steps.run(lookForAnswer, () => answerTo(hash));
  const asked = [...new Set([request.issueAuthor ?? request.sender, request.sender])];
  record.question = answer === null ? { text: question, hash, asked } : null;
  if (answer !== null) return answer;
  throw new EndTask({
    kind: 'asked',
    reason: question,
    next: `${asked.map((login) => `@${login}`).join(' or ')} can answer in a plain comment; the fix then goes on.`,
  });
}
