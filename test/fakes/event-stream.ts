import type { ApiUsage } from './script.ts';

export interface ApiReply {
  readonly id: string;
  readonly model: string;
  readonly content: readonly ContentBlock[];
  readonly stopReason: string;
  readonly usage: ApiUsage;
}

export type ContentBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: unknown };

export type StreamEvent = { readonly type: string } & Readonly<Record<string, unknown>>;

/** The reply as the API answers it without streaming. */
export function wholeMessage({ id, model, content, stopReason, usage }: ApiReply): Record<string, unknown> {
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content,
    stop_reason: stopReason,
    stop_sequence: null,
    usage,
  };
}

/** The reply as the API streams it: https://platform.claude.com/docs/en/build-with-claude/streaming */
export function streamEvents(reply: ApiReply): StreamEvent[] {
  const start = { ...wholeMessage(reply), content: [], stop_reason: null, usage: { ...reply.usage, output_tokens: 1 } };
  return [
    { type: 'message_start', message: start },
    { type: 'ping' },
    ...reply.content.flatMap(blockEvents),
    {
      type: 'message_delta',
      delta: { stop_reason: reply.stopReason, stop_sequence: null },
      usage: { output_tokens: reply.usage.output_tokens },
    },
    { type: 'message_stop' },
  ];
}

function blockEvents(block: ContentBlock, index: number): StreamEvent[] {
  const [empty, deltas] = startAndDeltas(block);
  return [
    { type: 'content_block_start', index, content_block: empty },
    ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ];
}

function startAndDeltas(block: ContentBlock): [object, object[]] {
  switch (block.type) {
    case 'text':
      return [{ type: 'text', text: '' }, inPieces(block.text).map((text) => ({ type: 'text_delta', text }))];
    case 'thinking':
      return [
        { type: 'thinking', thinking: '', signature: '' },
        [
          ...inPieces(block.thinking).map((thinking) => ({ type: 'thinking_delta', thinking })),
          { type: 'signature_delta', signature: block.signature },
        ],
      ];
    case 'redacted_thinking':
      return [block, []];
    case 'tool_use':
      return [
        { ...block, input: {} },
        inPieces(JSON.stringify(block.input)).map((json) => ({ type: 'input_json_delta', partial_json: json })),
      ];
  }
}

/** Two pieces, so that whoever reads the stream has to put them together. */
function inPieces(text: string): string[] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}
