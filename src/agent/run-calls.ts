import type { Steps } from '../tasks/steps.ts';
import { type Finish, finishTool, readFinish } from './finish.ts';
import type { AssistantBlock, ModelReply } from './model.ts';
import type { Tool, ToolResult } from './tool.ts';

export type ToolCall = Extract<AssistantBlock, { type: 'tool_use' }>;

export interface CallResult {
  readonly call: ToolCall;
  readonly result: ToolResult;
}

export interface CallsRun {
  /** One for each call of the reply, `finish` last. */
  readonly results: readonly CallResult[];
  readonly finish: Finish | null;
}

const cutCall = 'Not done: your reply was cut off inside this call. Make it again, in smaller pieces.';
const undoneBeforeFinish =
  'Not finished: another call of the same reply was refused. See to that first, then call finish again.';

/** Whether the reply ended before the model was through; its last block may be a fragment. */
export function isCut(reply: ModelReply): boolean {
  return reply.stopReason === 'max_tokens' || reply.stopReason === 'other';
}

/**
 * Runs the tools that a reply asks for in its order, reads in a row at once; `finish` comes last, and is refused when
 * anything before it was. A name or an input that makes no sense is refused with what would.
 */
export async function runCalls(reply: ModelReply, tools: readonly Tool[], steps: Steps): Promise<CallsRun> {
  const calls = reply.content.filter((block) => block.type === 'tool_use');
  const fragment = isCut(reply) ? reply.content.at(-1) : undefined;
  const results: CallResult[] = [];
  for (const together of inTurn(calls, tools)) {
    const ran = together.map(async (call): Promise<CallResult> => {
      return { call, result: call === fragment ? refused(cutCall) : await runTool(call, tools, steps) };
    });
    results.push(...(await Promise.all(ran)));
  }
  let finish: Finish | null = null;
  for (const call of calls.filter(({ name }) => name === finishTool.name)) {
    const blocked = results.some(({ result }) => result.kind === 'refused') ? undoneBeforeFinish : null;
    const read = call === fragment ? cutCall : (blocked ?? readFinish(call.input));
    if (typeof read !== 'string') finish = read;
    results.push({
      call,
      result: typeof read === 'string' ? refused(read) : { kind: 'done', text: 'Your edits will now be checked.' },
    });
  }
  return { results, finish };
}

/** The calls in their order; those in a row that only read run together. */
function inTurn(calls: readonly ToolCall[], tools: readonly Tool[]): ToolCall[][] {
  const reading = new Set(tools.filter(({ onlyReads }) => onlyReads === true).map(({ name }) => name));
  const groups: ToolCall[][] = [];
  let last: ToolCall | undefined;
  for (const call of calls) {
    if (call.name === finishTool.name) continue;
    if (last && reading.has(last.name) && reading.has(call.name)) groups.at(-1)?.push(call);
    else groups.push([call]);
    last = call;
  }
  return groups;
}

async function runTool(call: ToolCall, tools: readonly Tool[], steps: Steps): Promise<ToolResult> {
  const tool = tools.find(({ name }) => name === call.name);
  if (tool) return tool.run(call.input, steps);
  const names = [...tools, finishTool].map(({ name }) => name).join(', ');
  return refused(`There is no tool of this name. The tools are: ${names}.`);
}

function refused(reason: string): ToolResult {
  return { kind: 'refused', reason };
}
