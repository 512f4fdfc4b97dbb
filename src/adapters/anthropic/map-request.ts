import { toUSVString } from 'node:util';
import type Anthropic from '@anthropic-ai/sdk';
import type { AssistantBlock, ModelMessage, ModelRequest, ToolDefinition, UserBlock } from '../../agent/model.ts';
import { findModel } from '../../agent/model-facts.ts';
import type { Effort } from '../../config/efforts.ts';

export interface RequestSettings {
  readonly model: string;
  readonly effort: Effort | null;
  readonly thinkingTokens: number | null;
}

const cached: { cache_control: Anthropic.CacheControlEphemeral } = { cache_control: { type: 'ephemeral' } };

/**
 * Our request in the API's shape, with the four cache breakpoints that it allows: the system prompt (tools come before
 * it, so they are covered), the end of the opening, the end of what we say now, and the end of what we said last. The
 * last one is where the previous request wrote its prefix: the API itself looks back only 20 blocks for it. The opening
 * is read from the cache also after what follows it was compacted. A prefix below the model's least size is not cached,
 * and costs nothing more.
 * https://platform.claude.com/docs/en/build-with-claude/prompt-caching
 */
export function toApiRequest(request: ModelRequest, settings: RequestSettings): Anthropic.MessageStreamParams {
  const { model, effort } = settings;
  const ours = request.messages.filter(({ role }) => role === 'user');
  const ends = [...ours.slice(0, 1), ...ours.slice(-2)];
  return {
    model,
    max_tokens: request.maxTokens,
    system: [{ type: 'text', text: toUSVString(request.system), ...cached }],
    tools: request.tools.map(toApiTool),
    messages: request.messages.map((message) => toApiMessage(message, ends.includes(message))),
    ...(effort && { output_config: { effort } }),
    ...thinkingOf(request, settings),
  };
}

/** The least that the API takes. */
const leastThinking = 1_024;

/** Models that think as they see fit refuse a number of tokens for it. What is left of a budget may be too little for it. */
function thinkingOf(
  { maxTokens }: ModelRequest,
  { model, thinkingTokens }: RequestSettings,
): Pick<Anthropic.MessageStreamParams, 'thinking'> {
  if (thinkingTokens === null || findModel(model)?.thinking !== 'budget') return {};
  const budget = Math.min(thinkingTokens, maxTokens - leastThinking);
  return budget < leastThinking ? {} : { thinking: { type: 'enabled', budget_tokens: budget } };
}

function toApiTool({ name, description, inputSchema }: ToolDefinition): Anthropic.Tool {
  return { name, description, input_schema: { ...inputSchema, type: 'object' } };
}

function toApiMessage(message: ModelMessage, endsPrefix: boolean): Anthropic.MessageParam {
  if (message.role === 'assistant') return { role: 'assistant', content: message.content.map(fromAssistant) };
  const last = message.content.length - 1;
  const content = message.content.map((block, index) => ({
    ...fromUser(block),
    ...(endsPrefix && index === last && cached),
  }));
  return { role: 'user', content };
}

/** The API refuses halves of surrogate pairs, which a text cut to a length may end in. */
function fromUser(block: UserBlock): Anthropic.TextBlockParam | Anthropic.ToolResultBlockParam {
  if (block.type === 'text') return { type: 'text', text: toUSVString(block.text) };
  const content = toUSVString(block.text) || '(nothing)';
  return { type: 'tool_result', tool_use_id: block.toolUseId, content, is_error: block.isError };
}

function fromAssistant(block: AssistantBlock): Anthropic.ContentBlockParam {
  if (block.type !== 'tool_use') return block;
  // A malformed call stays in the conversation, but the API takes nothing but an object.
  const isObject = typeof block.input === 'object' && block.input !== null && !Array.isArray(block.input);
  return { ...block, input: isObject ? block.input : {} };
}
