import { sanitizeText } from '../security/sanitize-text.ts';
import { cutText } from '../text/cut-text.ts';
import { askSmallModel } from './ask-small-model.ts';
import type { Budget } from './budget.ts';
import { dataBlock } from './data-block.ts';
import { loadPrompt } from './load-prompt.ts';
import type { Model, Usage } from './model.ts';

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
  const text = dataBlock('query', 'request', sanitizeText(request.slice(0, longestRequest)));
  const system = loadPrompt('rewrite-query', {});
  const answer = await askSmallModel(model, { system, text, replyTokens }, signal, budget);
  if (answer === null) return null;
  const addition = cutText(sanitizeText(answer.text).replace(/\s+/g, ' ').trim(), longestAddition);
  if (addition === '') return null;
  return { text: `${request}\n\n${addition}`, usage: answer.usage };
}
