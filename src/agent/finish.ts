import { z } from 'zod';
import type { ToolDefinition } from './model.ts';

/** What the model says about its own work when it is done. */
export interface Finish {
  readonly summary: string;
  /** One line. */
  readonly subject: string;
  /** Names of tests that, as it says, fail already because of the issue. */
  readonly failingTests: readonly string[];
}

const schema = z.strictObject({
  summary: z
    .string()
    .trim()
    .min(1)
    .max(6000)
    .describe('What was wrong, what was changed and why; plain sentences for the reviewer.'),
  subject: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\r\n]*$/, 'must be one line')
    .describe('Subject of the commit: one line of at most 72 characters, in the imperative.'),
  failingTests: z
    .array(z.string().max(500))
    .max(50)
    .default([])
    .describe('Only where you were asked for a failing test: names of tests that fail already because of the issue.'),
});

/** The generation loop's own tool: it ends the loop. */
export const finishTool: ToolDefinition = {
  name: 'finish',
  description: 'Ends your work on this round of edits. They are then checked, committed and tested.',
  inputSchema: { ...z.toJSONSchema(schema, { io: 'input' }) },
};

/** Reads the input of `finish`; a string is why it is refused. */
export function readFinish(input: unknown): Finish | string {
  const parsed = schema.safeParse(input);
  return parsed.success ? parsed.data : `The input is not valid. ${z.prettifyError(parsed.error)}`;
}
