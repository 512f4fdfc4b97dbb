import { z } from 'zod';
import type { Steps } from '../tasks/steps.ts';
import { askModel } from './ask-model.ts';
import { callOf } from './ask-small-model.ts';
import type { NextCall } from './budget.ts';
import { dataBlock } from './data-block.ts';
import { loadPrompt } from './load-prompt.ts';
import type { Model, ToolDefinition, Usage } from './model.ts';
import { showsLines } from './shows-lines.ts';

export interface Claim {
  readonly title: string;
  readonly consequence: string;
  readonly path: string;
  /** From 1, both ends inside. */
  readonly lines: { readonly start: number; readonly end: number };
  /** The code in question with what is around it, lines with their numbers. */
  readonly code: string;
  /** The same without numbers. */
  readonly text: string;
  /** The lines of it that the claim is about, with those next to them. */
  readonly named: readonly string[];
}

export type Verdict =
  /** `failure` is a sentence for people: how it fails. */
  | { readonly kind: 'holds'; readonly failure: string; readonly usage: Usage }
  | { readonly kind: 'dropped'; readonly reason: string; readonly usage: Usage }
  | { readonly kind: 'diverged'; readonly reason: string };

const schema = z.object({
  holds: z.boolean(),
  quote: z.string().max(4_000),
  failure: z.string().max(1_000),
});

const verdictTool: ToolDefinition = {
  name: 'verdict',
  description: 'Says whether the claim is true.',
  inputSchema: { ...z.toJSONSchema(schema, { io: 'input' }) },
};

/** Room for the reply, in tokens. */
const replyTokens = 800;

/** What a second look takes, for the budget. */
export function verificationOf(claim: Claim, model: string): NextCall {
  return callOf({ system: system(), text: textOf('', claim), replyTokens }, model);
}

const system = () => loadPrompt('verify-finding', {});

function textOf(taskId: string, { title, consequence, path, lines, code }: Claim): string {
  const place = `${path}, ${lines.start === lines.end ? `line ${lines.start}` : `lines ${lines.start} to ${lines.end}`}`;
  return `${dataBlock(taskId, 'claim', `${place}: ${title} ${consequence}`)}\n\n${dataBlock(taskId, 'code', code)}`;
}

/**
 * A second look at a finding, by a call of its own that sees the code and the claim alone. It must quote the
 * lines and say how it fails: what is quoted wrongly, or not shown to fail, is dropped.
 */
export async function verifyFinding(taskId: string, claim: Claim, model: Model, steps: Steps): Promise<Verdict> {
  const text = textOf(taskId, claim);
  const answer = await askModel(
    model,
    {
      system: system(),
      messages: [{ role: 'user', content: [{ type: 'text', text }] }],
      tools: [verdictTool],
      maxTokens: replyTokens,
    },
    steps,
  );
  if (answer.kind === 'diverged') return answer;
  const { usage, content } = answer.reply;
  const call = content.find((block) => block.type === 'tool_use' && block.name === verdictTool.name);
  const read = schema.safeParse(call?.type === 'tool_use' ? call.input : undefined);
  const dropped = (reason: string): Verdict => ({ kind: 'dropped', reason, usage });
  if (!read.success) return dropped('The second look gave no verdict.');
  const { holds, quote, failure } = read.data;
  if (!holds) return dropped('The second look did not find it to be true.');
  if (failure.trim() === '') return dropped('The second look could not say how it fails.');
  if (!showsLines(quote, claim.text, claim.named)) {
    return dropped('The second look did not quote the lines that the claim is about.');
  }
  return { kind: 'holds', failure: failure.trim(), usage };
}
