import { countTokens } from '../text/tokens.ts';
import { finishTool } from './finish.ts';
import type { ModelMessage, ToolDefinition } from './model.ts';

/** Tokens of cl100k that every request of a conversation sends before its messages. */
export function countSystem(system: string, tools: readonly ToolDefinition[]): number {
  const definitions = [...tools, finishTool].map(({ name, description, inputSchema }) => {
    return { name, description, inputSchema };
  });
  return countTokens(system) + countTokens(JSON.stringify(definitions));
}

/** Tokens of cl100k in the texts of messages. */
export function countTexts(messages: readonly ModelMessage[]): number {
  return messages
    .flatMap(({ content }) => [...content].flatMap((block) => ('text' in block ? [block.text] : [])))
    .reduce((sum, text) => sum + countTokens(text), 0);
}
