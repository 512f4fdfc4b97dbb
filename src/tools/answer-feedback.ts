import { z } from 'zod';
import type { Tool } from '../agent/tool.ts';
import { defineTool, done, refuse } from './define-tool.ts';

/** What the agent says became of one piece of feedback. */
export interface FeedbackAnswer {
  readonly id: string;
  readonly done: boolean;
  readonly reason: string;
}

const input = z.strictObject({
  id: z.string().describe('The id in front of the piece of feedback, such as F1.'),
  done: z.boolean().describe('Whether your edits do what it asks; false where it is not done, or asks for no edit.'),
  reason: z
    .string()
    .trim()
    .min(1)
    .max(1_500)
    .describe(
      'What you did, or why not, in one to three sentences for the person who wrote it. It is posted as the reply.',
    ),
});

/** Lets the agent say what became of each piece; a later answer replaces an earlier one. */
export function answerFeedback(ids: readonly string[], answers: Map<string, FeedbackAnswer>): Tool {
  return defineTool({
    name: 'answer_feedback',
    description: 'Says what became of one piece of feedback. Call it once for each piece, before you call finish.',
    input,
    run(answer) {
      if (!ids.includes(answer.id)) return refuse(`There is no feedback ${answer.id}. The ids are: ${ids.join(', ')}.`);
      answers.set(answer.id, answer);
      const left = ids.filter((id) => !answers.has(id));
      return done(left.length === 0 ? 'Every piece is answered.' : `Kept. Not answered yet: ${left.join(', ')}.`);
    },
  });
}
