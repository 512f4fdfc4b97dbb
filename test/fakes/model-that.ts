import type { AssistantBlock, Model, ModelRequest } from '../../src/agent/model.ts';

export type Call = { readonly name: string; readonly input: unknown };

/** A model in this process: it calls what the function says. Where a second look is asked for, it confirms the first line. */
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

function confirm({ messages }: ModelRequest): Call {
  const quote = /^\d+\t(.*\S.*)$/m.exec(textOf(messages))?.[1] ?? '';
  return { name: 'verdict', input: { holds: quote !== '', quote, failure: 'It fails.' } };
}

/** All text of a request's messages, and whether results of tools are errors. */
export function textOf(messages: ModelRequest['messages']): string {
  return messages
    .flatMap(({ content }) => content.flatMap((block) => ('text' in block ? [block.text] : [])))
    .join('\n');
}
