import type { AssistantBlock, Model, ModelReply, ModelRequest } from '../../src/agent/model.ts';
import type { Tool, ToolResult } from '../../src/agent/tool.ts';

/** A model that gives these replies in turn, and keeps what it was asked. */
export function modelOf(...replies: readonly ModelReply[]): Model & { readonly requests: ModelRequest[] } {
  const requests: ModelRequest[] = [];
  return {
    name: 'scripted',
    requests,
    async generate(request) {
      const next = replies[requests.length];
      requests.push(request);
      if (!next) throw new Error(`The model has no reply ${requests.length}.`);
      return next;
    },
  };
}

export function reply(content: readonly AssistantBlock[], differences: Partial<ModelReply> = {}): ModelReply {
  const calls = content.some(({ type }) => type === 'tool_use');
  return {
    model: 'scripted',
    content,
    stopReason: calls ? 'tool_use' : 'end_turn',
    usage: { inputTokens: 10, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0 },
    ...differences,
  };
}

let calls = 0;

export function call(name: string, input: unknown): AssistantBlock {
  calls += 1;
  return { type: 'tool_use', id: `call_${calls}`, name, input };
}

export function finish(): AssistantBlock {
  return call('finish', { summary: 'The sum forgot the carry.', subject: 'Carry in sums' });
}

/** A tool that does what it is told, and keeps its inputs. */
export function tool(name: string, run: (input: unknown) => ToolResult): Tool & { readonly inputs: unknown[] } {
  const inputs: unknown[] = [];
  return {
    name,
    description: name,
    inputSchema: { type: 'object' },
    inputs,
    async run(input) {
      inputs.push(input);
      return run(input);
    },
  };
}

export const done: ToolResult = { kind: 'done', text: 'ok' };
