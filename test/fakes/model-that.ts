import type { AssistantBlock, Model, ModelRequest } from '../../src/agent/model.ts';

export type Call = { readonly name: string; readonly input: unknown };

/** A model in this process: it calls what the function says. Where a second look is asked for, it confirms the claim, and quotes its lines. */
export function modelThat(calls: (request: ModelRequest, turn: number) => readonly Call[]): Model {
  return {
    name: 'scripted',
    async generate(request) {
      const turn = request.messages.filter(({ role }) => role === 'assistant').length;
      const asked = request.tools.some(({ name }) => name === 'verdict') ? [confirm(request)] : calls(request, turn);
      const content = asked.map(
        (call, index): AssistantBlock => ({ type: 'tool_use', id: `call_${turn}_${index}`, ...call }),
      );
      const usage = { inputTokens: 1_000, outputTokens: 100, cacheReadTokens: 0, cacheWriteTokens: 0 };
      return { model: 'scripted', content, stopReason: 'tool_use', usage };
    },
  };
}

/** The lines of a claim may all be brackets. */
const beside = 3;

function confirm({ messages }: ModelRequest): Call {
  const text = textOf(messages);
  const [, start = '', end = start] = /, lines? (\d+)(?: to (\d+))?: /.exec(text) ?? [];
  const isNamed = (line: number) => line >= Number(start) - beside && line <= Number(end) + beside;
  const quote = Array.from(text.matchAll(/^(\d+)\t(.*)$/gm), ([, line, code = '']) => ({ line: Number(line), code }))
    .flatMap(({ line, code }) => (isNamed(line) ? [code] : []))
    .join('\n');
  return { name: 'verdict', input: { holds: quote !== '', quote, failure: 'It fails.' } };
}

/** All text of a request's messages, and whether results of tools are errors. */
export function textOf(messages: ModelRequest['messages']): string {
  return messages
    .flatMap(({ content }) => content.flatMap((block) => ('text' in block ? [block.text] : [])))
    .join('\n');
}
