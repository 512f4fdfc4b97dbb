import { sanitizeText } from '../security/sanitize-text.ts';
import { cutText } from '../text/cut-text.ts';
import { countTokens } from '../text/tokens.ts';
import { noUsage } from '../text/usage.ts';
import { type Budget, roomWithin } from './budget.ts';
import { dataBlock } from './data-block.ts';
import { priced } from './dollars-of.ts';
import { loadPrompt } from './load-prompt.ts';
import type { Model, Usage } from './model.ts';
import { assumedRatio } from './token-ratio.ts';

export interface RewrittenQuery {
  /** The request itself, and behind it what the model added. */
  readonly text: string;
  readonly usage: Usage;
}

/** Characters. What decides stands at the beginning of a request, and a cheap model has to stay cheap. */
const longestRequest = 8_000;
const longestAddition = 1_000;
/** Room for the reply, in tokens. */
const replyTokens = 400;

/**
 * Lets a model add to a request what the code may be called that it is about. The request is always a part of the result,
 * so that an addition can only bring further code in.
 * @returns null where no usable reply was had, or the budget has no room for one: the request is then searched for as it
 *   is.
 * @throws the signal's reason when aborted.
 */
export async function rewriteQuery(
  model: Model,
  request: string,
  signal: AbortSignal,
  budget?: Omit<Budget, 'elapsed'>,
): Promise<RewrittenQuery | null> {
  const block = dataBlock('query', 'request', sanitizeText(request.slice(0, longestRequest)));
  const system = loadPrompt('rewrite-query', {});
  if (budget !== undefined) {
    const promptTokens = Math.ceil((countTokens(system) + countTokens(block)) * assumedRatio);
    const call = { model: model.name, promptTokens, cachedTokens: 0, maxTokens: replyTokens };
    if ((await roomWithin({ ...budget, elapsed: undefined }, noUsage, call)).kind === 'spent') return null;
  }
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
    // Why there is none makes no difference: a search must not fail for want of a hint.
    .catch(() => undefined);
  signal.throwIfAborted();
  const said = reply?.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n') ?? '';
  const addition = cutText(sanitizeText(said).replace(/\s+/g, ' ').trim(), longestAddition);
  if (reply === undefined || reply.stopReason === 'refusal' || addition === '') return null;
  return { text: `${request}\n\n${addition}`, usage: priced(reply.usage, model.name) };
}
