import type { Conversation } from './conversation.ts';
import { canonicalJson } from './hash-request.ts';
import type { AssistantBlock, ModelMessage, UserBlock } from './model.ts';

/** The last messages stay as they are: three turns, each with what was asked for and what came back. */
const keptMessages = 6;
/** Shorter results take hardly more room than the note in their place. In characters. */
const leastWorthwhile = 1_000;
const longestInput = 300;
/** What begins a result that is no longer there. */
const noteStart = '[Taken out to save room:';

export interface CompactionRules {
  /** Whether what stays is small enough. */
  readonly fits: (messages: readonly ModelMessage[]) => boolean;
  /** Whether the model takes back its thoughts after what stood before them has changed. */
  readonly keepsThoughts: boolean;
}

/**
 * Takes old results of tools out of a conversation, oldest first, until it fits or none is left. Each leaves a note that
 * says how to get it again. What we said ourselves, the calls, and the last turns stay. It depends on the conversation
 * alone, so that a recovered task comes to the same requests.
 * @returns whether anything was taken out.
 */
export function compactConversation(conversation: Conversation, { fits, keepsThoughts }: CompactionRules): boolean {
  const { messages } = conversation;
  const calls = callsById(messages);
  const end = messages.length - keptMessages;
  let changed = false;
  // The first message holds the task itself.
  for (let at = 1; at < end && !fits(messages); at += 1) {
    const message = messages[at];
    if (message?.role !== 'user' || !message.content.some(isWorthwhile)) continue;
    messages[at] = {
      role: 'user',
      content: message.content.map((block) =>
        isWorthwhile(block) ? { ...block, text: noteFor(block, calls) } : block,
      ),
    };
    changed = true;
  }
  // A thought is signed together with all that stood before it, and one that is left behind spoils the later ones.
  // https://platform.claude.com/docs/en/build-with-claude/preserved-thinking/prefix-checks
  if (changed && !keepsThoughts) messages.splice(0, messages.length, ...messages.map(withoutThoughts));
  return changed;
}

type ToolResultBlock = Extract<UserBlock, { type: 'tool_result' }>;
type ToolUseBlock = Extract<AssistantBlock, { type: 'tool_use' }>;

function isWorthwhile(block: UserBlock): block is ToolResultBlock {
  return block.type === 'tool_result' && block.text.length > leastWorthwhile && !block.text.startsWith(noteStart);
}

function noteFor({ toolUseId, text }: ToolResultBlock, calls: ReadonlyMap<string, ToolUseBlock>): string {
  const call = calls.get(toolUseId);
  const input = canonicalJson(call?.input ?? {});
  const shown = input.length > longestInput ? `${input.slice(0, longestInput)}…` : input;
  const of = call === undefined ? 'a call' : `${call.name} ${shown}`;
  return `${noteStart} the ${text.length} characters that ${of} gave. Where you need them, ask again; files may have changed since.]`;
}

function callsById(messages: readonly ModelMessage[]): Map<string, ToolUseBlock> {
  const calls = messages.flatMap(({ role, content }) =>
    role === 'assistant' ? content.flatMap((block) => (block.type === 'tool_use' ? [block] : [])) : [],
  );
  return new Map(calls.map((call) => [call.id, call]));
}

function withoutThoughts(message: ModelMessage): ModelMessage {
  if (message.role === 'user') return message;
  const content = message.content.filter(({ type }) => type !== 'thinking' && type !== 'redacted_thinking');
  return content.length === message.content.length ? message : { ...message, content };
}
