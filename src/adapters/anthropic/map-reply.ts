import type Anthropic from '@anthropic-ai/sdk';
import type { AssistantBlock, ModelReply } from '../../agent/model.ts';

/** The API's message in our shape. Kinds of blocks that we do not know, or never asked for, are left out. */
export function fromApiMessage(message: Anthropic.Message): ModelReply {
  const { usage } = message;
  return {
    model: message.model,
    content: message.content.flatMap(fromApiBlock),
    stopReason: fromApiStopReason(message.stop_reason),
    usage: {
      inputTokens: usage.input_tokens,
      outputTokens: usage.output_tokens,
      cacheReadTokens: usage.cache_read_input_tokens ?? 0,
      cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
    },
  };
}

function fromApiBlock(block: Anthropic.ContentBlock): AssistantBlock[] {
  switch (block.type) {
    case 'text':
      // The API writes blank texts but does not take them back.
      return block.text.trim() === '' ? [] : [{ type: 'text', text: block.text }];
    case 'thinking':
      return [{ type: 'thinking', thinking: block.thinking, signature: block.signature }];
    case 'redacted_thinking':
      return [{ type: 'redacted_thinking', data: block.data }];
    case 'tool_use':
      return [{ type: 'tool_use', id: block.id, name: block.name, input: block.input }];
    default:
      return [];
  }
}

function fromApiStopReason(reason: Anthropic.StopReason | null): ModelReply['stopReason'] {
  switch (reason) {
    case 'end_turn':
    case 'tool_use':
    case 'max_tokens':
    case 'refusal':
    case 'stop_sequence':
    case 'pause_turn':
      return reason;
    default:
      return 'other';
  }
}
