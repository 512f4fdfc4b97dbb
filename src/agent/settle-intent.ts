import { z } from 'zod';
import { sanitizeText } from '../security/sanitize-text.ts';
import type { Issue } from '../tasks/task.ts';
import { countTokens } from '../text/tokens.ts';
import { noUsage } from '../text/usage.ts';
import { type Budget, roomWithin } from './budget.ts';
import { dataBlock } from './data-block.ts';
import { priced } from './dollars-of.ts';
import { loadPrompt } from './load-prompt.ts';
import type { Model, Usage } from './model.ts';
import { planSchema } from './plan.ts';
import { assumedRatio } from './token-ratio.ts';

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
  budget: Budget,
): Promise<SettledIntent | null> {
  const issue = `${sanitizeText(title)}\n\n${sanitizeText(body).slice(0, longestIssue)}`;
  const system = loadPrompt('settle-intent', {});
  const block = dataBlock(taskId, 'issue', issue);
  const promptTokens = Math.ceil((countTokens(system) + countTokens(block)) * assumedRatio);
  const call = { model: model.name, promptTokens, cachedTokens: 0, maxTokens: replyTokens };
  if ((await roomWithin(budget, noUsage, call)).kind === 'spent') return null;
  const reply = await model
    .generate(
      {
        system,
        messages: [{ role: 'user', content: [{ type: 'text', text: block }] }],
        tools: [],
        maxTokens: replyTokens,
      },
      signal,
    )
    // Why there is none makes no difference: the plan settles it.
    .catch(() => undefined);
  signal.throwIfAborted();
  if (reply === undefined) return null;
  const said = reply.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');
  const read = schema.safeParse(jsonIn(said));
  return read.success ? { ...read.data, usage: priced(reply.usage, model.name) } : null;
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
