import { createHash } from 'node:crypto';
import type { ApiPrompt } from './messages-api.ts';

/** How far the API looks back from a breakpoint for a prefix that it holds, in blocks. */
const lookBack = 20;
const charactersPerToken = 4;

export interface InputTokens {
  readonly input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly cache_creation_input_tokens: number;
}

/** Counts input tokens as the API's prompt cache would, by an estimate; prefixes never expire and may be short. */
export function promptCache(): (request: ApiPrompt) => InputTokens {
  const written = new Set<string>();
  return (request) => {
    const prefixes = prefixesOf(request);
    const marks = prefixes.flatMap(({ breakpoint }, index) => (breakpoint ? [index] : []));
    const total = prefixes.at(-1)?.tokens ?? 0;
    let read = 0;
    for (const mark of marks) {
      for (const { hash, tokens } of prefixes.slice(Math.max(0, mark - lookBack), mark + 1)) {
        if (written.has(hash)) read = Math.max(read, tokens);
      }
    }
    for (const mark of marks) written.add(prefixes[mark]?.hash ?? '');
    const upToLastMark = prefixes[marks.at(-1) ?? -1]?.tokens ?? 0;
    return {
      input_tokens: total - Math.max(upToLastMark, read),
      cache_read_input_tokens: read,
      cache_creation_input_tokens: Math.max(0, upToLastMark - read),
    };
  };
}

interface Prefix {
  readonly hash: string;
  /** Of everything up to and with this block. */
  readonly tokens: number;
  readonly breakpoint: boolean;
}

/** The request's blocks in the order in which the cache takes them: tools, system, messages. */
function prefixesOf(request: ApiPrompt): Prefix[] {
  const blocks = [
    ...(request.tools ?? []),
    ...(request.system ?? []),
    ...request.messages.flatMap(({ role, content }) => content.map((block) => ({ role, ...block }))),
  ];
  const hash = createHash('sha256').update(request.model);
  let characters = 0;
  return blocks.map((block) => {
    const breakpoint = 'cache_control' in block && block.cache_control !== undefined;
    const json = JSON.stringify({ ...block, cache_control: undefined });
    characters += json.length;
    hash.update(json);
    return { hash: hash.copy().digest('hex'), tokens: Math.ceil(characters / charactersPerToken), breakpoint };
  });
}
