import { z } from 'zod';
import { sanitizeText } from '../security/sanitize-text.ts';
import type { Issue } from '../tasks/task.ts';
import { askSmallModel } from './ask-small-model.ts';
import type { Budget } from './budget.ts';
import { dataBlock } from './data-block.ts';
import { loadPrompt } from './load-prompt.ts';
import type { Model, Usage } from './model.ts';
import { planSchema } from './plan.ts';

const schema = z.object({
  kind: planSchema.shape.kind,
  question: z.string().trim().max(1_000).default(''),
});

export interface SettledIntent extends z.output<typeof schema> {
  readonly usage: Usage;
}

/** Characters: what an issue wants stands at its beginning, and a cheap model has to stay cheap. */
const longestIssue = 8_000;
/** Room for the reply, in tokens. */
const replyTokens = 400;

/**
 * Lets a cheap model say what an issue asks for whose words leave that open, and what to ask where nobody could know.
 * @returns null where no usable reply was had, or the budget has no room for one: the agent then finds out as it plans.
 * @throws the signal's reason when aborted.
 */
export async function settleIntent(
  model: Model,
  taskId: string,
  { title, body }: Issue,
  signal: AbortSignal,
  budget: Omit<Budget, 'elapsed'>,
): Promise<SettledIntent | null> {
  const issue = `${sanitizeText(title)}\n\n${sanitizeText(body).slice(0, longestIssue)}`;
  const system = loadPrompt('settle-intent', {});
  const text = dataBlock(taskId, 'issue', issue);
  const answer = await askSmallModel(model, { system, text, replyTokens }, signal, budget);
  if (answer === null) return null;
  const read = schema.safeParse(jsonIn(answer.text));
  return read.success ? { ...read.data, usage: answer.usage } : null;
}

/** The object that a text holds, perhaps with words around it. */
function jsonIn(text: string): unknown {
  const [start, end] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (start === -1 || end < start) return undefined;
  try {
    return JSON.parse(text.slice(start, end + 1));
  } catch {
    return undefined;
  }
}
