import type { ModelMessage, UserBlock } from './model.ts';

/**
 * What was said so far. It only grows, also across the iterations of a task, so that each request begins with the
 * whole of the one before and the model reads that part from its cache.
 */
export interface Conversation {
  readonly system: string;
  readonly messages: ModelMessage[];
}

/** Adds to what we say next: to the last message when that is ours, so that speakers alternate. */
export function say(conversation: Conversation, ...blocks: readonly UserBlock[]): void {
  const { messages } = conversation;
  const last = messages.at(-1);
  if (last?.role === 'user') messages[messages.length - 1] = { role: 'user', content: [...last.content, ...blocks] };
  else messages.push({ role: 'user', content: blocks });
}

export function sayText(conversation: Conversation, text: string): void {
  say(conversation, { type: 'text', text });
}
