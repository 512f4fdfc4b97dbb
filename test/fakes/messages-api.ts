import { z } from 'zod';

const cacheControl = z.object({ type: z.literal('ephemeral') }).optional();

const textBlock = z.object({ type: z.literal('text'), text: z.string(), cache_control: cacheControl });

const block = z.discriminatedUnion('type', [
  textBlock,
  z.object({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  z.object({ type: z.literal('redacted_thinking'), data: z.string() }),
  z.object({
    type: z.literal('tool_use'),
    id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
    name: z.string().min(1),
    input: z.record(z.string(), z.unknown()),
    cache_control: cacheControl,
  }),
  z.object({
    type: z.literal('tool_result'),
    tool_use_id: z.string(),
    content: z.union([z.string(), z.array(textBlock)]).default(''),
    is_error: z.boolean().default(false),
    cache_control: cacheControl,
  }),
]);

export type ApiBlock = z.infer<typeof block>;

const blocks = z.union([z.string().transform((text): ApiBlock[] => [{ type: 'text', text }]), z.array(block)]);

const tool = z.object({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/),
  description: z.string().optional(),
  input_schema: z.looseObject({ type: z.literal('object') }),
  cache_control: cacheControl,
});

/** What we send of the Messages API's request: https://platform.claude.com/docs/en/api/messages */
export const apiRequest = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().positive(),
  messages: z.array(z.object({ role: z.enum(['user', 'assistant']), content: blocks })).min(1),
  system: blocks.optional(),
  tools: z.array(tool).optional(),
  output_config: z.object({ effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']) }).optional(),
  stream: z.boolean().optional(),
});

export type ApiRequest = z.infer<typeof apiRequest>;

/** The same, to count its tokens only. */
export const apiPrompt = apiRequest.omit({ max_tokens: true, stream: true });

export type ApiPrompt = z.infer<typeof apiPrompt>;
type ApiMessage = ApiRequest['messages'][number];

/** What the API would say against a request of the right types, or null. */
export function whyApiRefuses(request: ApiPrompt): string | null {
  const messages = joinTurns(request.messages);
  if (messages[0]?.role !== 'user') return 'messages: first message must use the "user" role';
  const everything = [...(request.tools ?? []), ...(request.system ?? []), ...messages.flatMap((m) => m.content)];
  const breakpoints = everything.filter((item) => 'cache_control' in item && item.cache_control).length;
  if (breakpoints > 4) return `A maximum of 4 blocks with cache_control may be provided. Found ${breakpoints}.`;
  const names = request.tools?.map(({ name }) => name) ?? [];
  if (new Set(names).size < names.length) return 'tools: Tool names must be unique.';
  for (const [index, message] of messages.entries()) {
    const reason = whyMessageIsRefused(message, messages[index - 1], messages[index + 1]);
    if (reason) return `messages.${index}: ${reason}`;
  }
  return null;
}

/** The API takes messages of one role in a row as one. */
function joinTurns(messages: readonly ApiMessage[]): ApiMessage[] {
  const joined: ApiMessage[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (last?.role === message.role) last.content.push(...message.content);
    else joined.push({ role: message.role, content: [...message.content] });
  }
  return joined;
}

function whyMessageIsRefused(message: ApiMessage, before?: ApiMessage, after?: ApiMessage): string | null {
  const { content, role } = message;
  if (content.length === 0) return 'all messages must have non-empty content';
  if (content.some((item) => item.type === 'text' && item.text.trim() === '')) {
    return 'text content blocks must contain non-whitespace text';
  }
  if (role === 'assistant' && content.at(-1)?.type.endsWith('thinking')) {
    return 'The final block in an assistant message cannot be `thinking`.';
  }
  const results = content.flatMap((item) => (item.type === 'tool_result' ? [item.tool_use_id] : []));
  if (results.length > 0 && role === 'assistant') return '`tool_result` blocks can only be in `user` messages';
  const asked = before ? callIds(before) : [];
  const unexpected = results.find((id) => !asked.includes(id));
  if (unexpected !== undefined) return `unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${unexpected}`;
  if (new Set(results).size < results.length) return 'each tool_use must have a single result';
  if (results.length > 0 && content.slice(0, results.length).some((item) => item.type !== 'tool_result')) {
    return '`tool_result` blocks must come first in the message after a `tool_use`';
  }
  const calls = callIds(message);
  if (calls.length > 0 && role === 'user') return '`tool_use` blocks can only be in `assistant` messages';
  if (new Set(calls).size < calls.length) return '`tool_use` ids must be unique';
  const answered = after?.content.flatMap((item) => (item.type === 'tool_result' ? [item.tool_use_id] : [])) ?? [];
  const missing = calls.filter((id) => !answered.includes(id));
  if (missing.length === 0) return null;
  return `\`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(', ')}`;
}

function callIds(message: ApiMessage): string[] {
  return message.content.flatMap((item) => (item.type === 'tool_use' ? [item.id] : []));
}
