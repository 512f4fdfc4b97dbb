import { z } from 'zod';
import { visibleText } from '../security/sanitize-text.ts';

/** Characters that the eye does not see are of no use to who reads a plan. */
const line = (longest: number) => z.string().trim().min(1).max(longest).overwrite(visibleText);
const path = line(300).overwrite((text) => text.replace(/^(?:\.?\/)+/, ''));
const lines = (most: number, longest = 500) => z.array(line(longest)).max(most);

export const planSchema = z.strictObject({
  kind: z
    .enum(['bug', 'feature', 'refactor', 'test', 'docs', 'question', 'not actionable'])
    .describe('What the issue asks for. `not actionable` only where nobody could know what to change.'),
  doneWhen: lines(10).min(1).describe('What has to be true once the issue is done: each can be checked.'),
  steps: lines(20).min(1).describe('What you will do, in order.'),
  files: z
    .array(
      z.strictObject({
        path: path.describe('Path from the root of the repository.'),
        change: z.enum(['edit', 'create', 'delete', 'move']),
        symbols: lines(20, 200).default([]).describe('Functions, classes … of it that change, as `Class.method`.'),
      }),
    )
    .max(50)
    .describe('Every file that you will change, but for tests.'),
  tests: z
    .array(z.strictObject({ path, shows: line(500).describe('What the test shows.') }))
    .max(20)
    .default([])
    .describe('Tests that you will write or change.'),
  untouched: lines(20).default([]).describe('What is near, and will not be touched.'),
  openQuestions: lines(10).default([]).describe('What you are not sure of, with what you will assume.'),
  question: line(1_000)
    .optional()
    .describe('One question to the person, only where nothing sensible can be done without its answer.'),
});

/** What the agent means to do, before it does anything. */
export type Plan = z.output<typeof planSchema>;

/** How far a task's planning has come. */
export interface Planning {
  /** The last plan that the agent made. */
  plan: Plan | null;
  /** Whether it may be carried out. */
  isAccepted: boolean;
}

export function newPlanning(): Planning {
  return { plan: null, isAccepted: false };
}
