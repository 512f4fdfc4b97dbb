import { countTokens } from '../text/tokens.ts';
import { finishTool } from './finish.ts';
import type { AssistantBlock, ModelMessage, ToolDefinition, UserBlock } from './model.ts';

/** Tokens of cl100k that every request of a conversation sends before its messages. */
export function countSystem(system: string, tools: readonly ToolDefinition[]): number {
  const definitions = [...tools, finishTool].map(({ name, description, inputSchema }) => {
    return { name, description, inputSchema };
  });
  return countTokens(system) + countTokens(JSON.stringify(definitions));
}

/** A message never changes, and a long conversation is counted before each of its calls. */
const counted = new WeakMap<ModelMessage, number>();

/** Tokens of cl100k in messages: what is said, and what tools are asked for. */
export function countTexts(messages: readonly ModelMessage[]): number {
  return messages.reduce((sum, message) => sum + countMessage(message), 0);
}

function countMessage(message: ModelMessage): number {
  const known = counted.get(message);
  if (known !== undefined) return known;
  const blocks: readonly (AssistantBlock | UserBlock)[] = message.content;
  const tokens = blocks.reduce((sum, block) => sum + countTokens(textOf(block)), 0);
  counted.set(message, tokens);
  return tokens;
}

function textOf(block: AssistantBlock | UserBlock): string {
  switch (block.type) {
    case 'tool_use':
      return JSON.stringify(block.input) ?? '';
    // What was thought comes back as it was signed, which is longer than what of it can be read.
    case 'thinking':
      return block.thinking + block.signature;
    case 'redacted_thinking':
      return block.data;
    default:
      return block.text;
  }
}
