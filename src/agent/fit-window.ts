import { compactConversation } from './compact-conversation.ts';
import type { Conversation } from './conversation.ts';
import { countSystem, countTexts } from './count-request.ts';
import type { Model, ModelMessage, ToolDefinition } from './model.ts';
import { findModel, windowOf } from './model-facts.ts';

/** With its reply, a request may take so much of the window; beyond it, old results are taken out. */
const fullest = 0.8;
/** So far down at once: the cache begins anew then, and has to be of use for long. */
const afterCompaction = 0.4;
const tooLong =
  "The conversation no longer fits into the model's window, and nothing is left in it that could be taken out.";

export interface WindowParts {
  readonly model: Model;
  readonly tools: readonly ToolDefinition[];
  /** Room for the reply, in tokens. */
  readonly maxTokens: number;
  /** The model's own tokens for one of cl100k. */
  readonly ratio: number;
}

export type FittedRequest =
  | {
      readonly kind: 'fits';
      /** Tokens of cl100k. */
      readonly counted: number;
      /** The model's own tokens, as estimated. */
      readonly promptTokens: number;
      readonly compacted: boolean;
    }
  | { readonly kind: 'too long'; readonly reason: string };

/** Takes old results out of the conversation where the next request would fill the model's window. */
export function fitWindow(conversation: Conversation, parts: WindowParts): FittedRequest {
  const { model, tools, maxTokens, ratio } = parts;
  const window = windowOf(model.name);
  const system = countSystem(conversation.system, tools);
  const { messages } = conversation;
  const count = (said: readonly ModelMessage[]) => system + countTexts(said);
  const takesAtMost = (share: number) => (said: readonly ModelMessage[]) =>
    count(said) * ratio + maxTokens <= window * share;
  const rules = { fits: takesAtMost(afterCompaction), keepsThoughts: findModel(model.name)?.thinking === 'budget' };
  const compacted = !takesAtMost(fullest)(messages) && compactConversation(conversation, rules);
  if (!takesAtMost(1)(messages)) return { kind: 'too long', reason: tooLong };
  const counted = count(messages);
  return { kind: 'fits', counted, promptTokens: Math.ceil(counted * ratio), compacted };
}
