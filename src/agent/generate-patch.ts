import { visibleText } from '../security/sanitize-text.ts';
import type { Steps } from '../tasks/steps.ts';
import { addUsage, inputOf, noUsage } from '../text/usage.ts';
import { askModel } from './ask-model.ts';
import { type Budget, cachedBy, roomWithin } from './budget.ts';
import { type Conversation, say, sayText } from './conversation.ts';
import { type Finish, finishTool } from './finish.ts';
import { fitWindow } from './fit-window.ts';
import type { AssistantBlock, Model, ModelReply, ModelRequest, Usage, UserBlock } from './model.ts';
import { whyEditsRepeat } from './repeated-edits.ts';
import { type RepeatedFailures, repeatedFailures } from './repeated-failures.ts';
import { type CallResult, isCut, runCalls } from './run-calls.ts';
import { type CountedRequest, tokenRatio } from './token-ratio.ts';
import type { Tool } from './tool.ts';

export interface GenerationParts {
  readonly model: Model;
  readonly tools: readonly Tool[];
  readonly steps: Steps;
  readonly budget: Budget;
  /** Replies that one generation may take. */
  readonly maxTurns: number;
  /** Room for one reply, in tokens. */
  readonly maxReplyTokens: number;
  /** What `finish` is said to do; where not given, that the edits are checked, committed and tested. */
  readonly finishDescription?: string;
  /** Told what every reply took, before anything comes of it; again on recovery. */
  readonly onReply?: (usage: Usage) => void;
  /** Told of every turn, again on recovery. */
  readonly onTurn?: (turn: Turn) => void | Promise<void>;
}

/** One reply of the model, and what came of the tools that it asked for. */
export interface Turn {
  /** From 1, within this generation. */
  readonly number: number;
  readonly actions: readonly Action[];
}

export interface Action {
  readonly tool: string;
  /** As the model gave it, unchecked. */
  readonly input: unknown;
  readonly outcome: 'done' | 'refused';
}

type Ending =
  | ({ readonly kind: 'finished' } & Finish)
  /** `reason` is a sentence for people. */
  | {
      readonly kind:
        | 'ended by a tool'
        | 'budget exceeded'
        | 'conversation too long'
        | 'turn limit'
        | 'stuck'
        | 'refused'
        | 'diverged';
      readonly reason: string;
    };

/** How a generation ended, and what it used: all tokens of its replies, so that the next budget can count them. */
export type GenerationEnd = Ending & { readonly usage: Usage; readonly turns: number };

const useATool = 'Go on with the tools. When every edit is in, call finish: nothing is checked or tested before.';
const replyCut = 'Your reply was cut off because it was too long. Go on, in smaller pieces.';

/**
 * Lets the model work on the files through its tools until it calls `finish`, a tool ends the round, or a limit does. Everything
 * that it and we say is added to `conversation`, which can be gone on with in every case but `diverged`.
 *
 * Each reply is a step. On recovery the tools run again on the recorded replies and bring the files to the same state.
 * @throws Error from the model when no reply could be had, and what a tool throws; a tool refuses by its result.
 */
export async function generatePatch(parts: GenerationParts, conversation: Conversation): Promise<GenerationEnd> {
  const failures = repeatedFailures();
  const asked: CountedRequest[] = [];
  let usage = noUsage;
  let last: Usage | undefined;
  for (let turns = 0; turns < parts.maxTurns; turns++) {
    const maxTokens = parts.maxReplyTokens + (parts.model.thinkingTokens ?? 0);
    const sized = fitWindow(conversation, { ...parts, maxTokens, ratio: tokenRatio(asked) });
    if (sized.kind === 'too long') return { kind: 'conversation too long', reason: sized.reason, usage, turns };
    const { promptTokens } = sized;
    const cachedTokens = sized.compacted ? 0 : Math.min(cachedBy(last), promptTokens);
    const call = { model: parts.model.name, promptTokens, cachedTokens, maxTokens };
    const room = await roomWithin(parts.budget, usage, call);
    if (room.kind === 'spent') return { kind: 'budget exceeded', reason: room.reason, usage, turns };
    const answer = await askModel(parts.model, nextRequest(parts, conversation, room.maxTokens), parts.steps);
    if (answer.kind === 'diverged') return { ...answer, usage, turns };
    const { reply } = answer;
    usage = addUsage(usage, reply.usage);
    last = reply.usage;
    parts.onReply?.(reply.usage);
    asked.push({ counted: sized.counted, reported: inputOf(reply.usage) });
    if (answer.kind === 'too large') return { kind: 'refused', reason: answer.reason, usage, turns: turns + 1 };
    const { results, ending } = await followReply(reply, parts, conversation, failures);
    const actions = results.map(({ call, result }) => ({ tool: call.name, input: call.input, outcome: result.kind }));
    await parts.onTurn?.({ number: turns + 1, actions });
    if (ending) return { ...ending, usage, turns: turns + 1 };
  }
  const reason = `The model did not finish within ${parts.maxTurns} turns.`;
  return { kind: 'turn limit', reason, usage, turns: parts.maxTurns };
}

function nextRequest(parts: GenerationParts, conversation: Conversation, maxTokens: number): ModelRequest {
  const tools = parts.tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  return {
    system: conversation.system,
    // A copy: the conversation grows while the request may still be looked at.
    messages: [...conversation.messages],
    tools: [...tools, { ...finishTool, description: parts.finishDescription ?? finishTool.description }],
    maxTokens,
  };
}

interface Followed {
  readonly results: readonly CallResult[];
  readonly ending: Ending | null;
}

async function followReply(
  reply: ModelReply,
  parts: GenerationParts,
  conversation: Conversation,
  failures: RepeatedFailures,
): Promise<Followed> {
  if (reply.stopReason === 'refusal') {
    return { results: [], ending: { kind: 'refused', reason: 'The model declined to work on this request.' } };
  }
  const content = withoutLastThoughts(reply.content);
  if (content.length > 0) conversation.messages.push({ role: 'assistant', content });
  const { results, finish } = await runCalls(reply, parts.tools, parts.steps);
  if (results.length > 0) say(conversation, ...results.map(toolResult));
  else if (reply.stopReason !== 'pause_turn') sayText(conversation, isCut(reply) ? replyCut : useATool);
  if (finish) return { results, ending: { kind: 'finished', ...finish } };
  const last = results.find(({ result }) => result.kind === 'done' && result.endsRound === true);
  if (last) return { results, ending: { kind: 'ended by a tool', reason: `The model called ${last.call.name}.` } };
  const stuck = noteFailures(reply, results, failures) ?? whyEditsRepeat(conversation, parts.tools);
  return { results, ending: stuck === null ? null : { kind: 'stuck', reason: stuck } };
}

/** A message may not end in a thought, as a reply does that was cut off while thinking. */
function withoutLastThoughts(content: readonly AssistantBlock[]): readonly AssistantBlock[] {
  return content.slice(0, content.findLastIndex(({ type }) => type === 'text' || type === 'tool_use') + 1);
}

function toolResult({ call, result }: CallResult): UserBlock {
  const text = visibleText(result.kind === 'done' ? result.text : result.reason);
  return { type: 'tool_result', toolUseId: call.id, text, isError: result.kind === 'refused' };
}

/** Why the model counts as stuck after this reply, or null. A reply that is cut off or asks for nothing failed, too. */
function noteFailures(reply: ModelReply, results: readonly CallResult[], failures: RepeatedFailures): string | null {
  if (isCut(reply)) return failures.note('a reply', null, 'it was cut off');
  if (results.length === 0 && reply.stopReason !== 'pause_turn') return failures.note('a reply', null, 'no tool call');
  let stuck: string | null = null;
  for (const { call, result } of results) {
    if (result.kind === 'refused') stuck = failures.note(call.name, call.input, result.reason) ?? stuck;
  }
  return stuck;
}
