import type { Conversation } from './conversation.ts';
import { canonicalJson } from './hash-request.ts';
import type { Tool } from './tool.ts';

/** An edit that is made for the third time was taken back twice. */
const limit = 3;

/**
 * Why the model goes round in circles, or null: the same edit was made three times in the conversation, also across its
 * iterations, so it was undone in between.
 */
export function whyEditsRepeat({ messages }: Conversation, tools: readonly Tool[]): string | null {
  const editing = new Set(tools.filter(({ edits }) => edits === true).map(({ name }) => name));
  const done = new Set(
    messages.flatMap(({ content }) =>
      [...content].flatMap((block) => (block.type === 'tool_result' && !block.isError ? [block.toolUseId] : [])),
    ),
  );
  const times = new Map<string, number>();
  for (const block of messages.flatMap(({ content }) => [...content])) {
    if (block.type !== 'tool_use' || !editing.has(block.name) || !done.has(block.id)) continue;
    const key = canonicalJson([block.name, block.input]);
    const count = (times.get(key) ?? 0) + 1;
    if (count === limit) return `The model goes round in circles: it made the same ${block.name} ${limit} times.`;
    times.set(key, count);
  }
  return null;
}
