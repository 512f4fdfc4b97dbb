import type { ApiRequest } from './messages-api.ts';

/** A block of a reply; the scripted model adds the id of a tool call. */
export type ReplyBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }
  | { readonly type: 'tool_use'; readonly name: string; readonly input: unknown };

export interface ReplyTurn {
  /** What the last message must contain, or a check of the whole request that throws. */
  readonly expect?: string | readonly string[] | ((request: ApiRequest) => void);
  readonly reply: readonly ReplyBlock[] | ((request: ApiRequest) => readonly ReplyBlock[]);
  readonly stopReason?: string;
  /** Tokens; what is left out is estimated, with the cache simulated. */
  readonly usage?: Partial<ApiUsage>;
}

/** What goes away when the call is made again. */
export type PassingFault =
  | '429'
  | '500'
  | '529'
  | 'connection reset'
  | 'truncated stream'
  | 'error in stream'
  | 'malformed tool input';

/** A failure that comes before the reply of the turn after it. */
export type FaultTurn =
  | { readonly fault: PassingFault }
  /** An error of the API, as it is. */
  | { readonly fault: 'error'; readonly status: number; readonly type: string; readonly message: string }
  /** Nothing is said for so long. */
  | { readonly fault: 'slow'; readonly milliseconds: number };

/** A list of blocks is short for a turn that replies with them. */
export type Turn = ReplyTurn | FaultTurn | readonly ReplyBlock[];

export interface ApiUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly cache_creation_input_tokens: number;
}

export function text(value: string): ReplyBlock {
  return { type: 'text', text: value };
}

export function call(name: string, input: unknown): ReplyBlock {
  return { type: 'tool_use', name, input };
}

export function readFile(path: string): ReplyBlock {
  return call('read_file', { path });
}

export function edit(path: string, search: string, replace: string): ReplyBlock {
  return call('edit_file', { path, search, replace });
}

export function createFile(path: string, content: string): ReplyBlock {
  return call('write_file', { path, content });
}

export function finish(summary: string, subject: string): ReplyBlock {
  return call('finish', { summary, subject });
}

/** A plan to change these files. */
export function plan(...paths: readonly string[]): ReplyBlock {
  return call('plan', {
    kind: 'bug',
    doneWhen: ['The tests pass.'],
    steps: ['Mend the cause.'],
    files: paths.map((path) => ({ path, change: 'edit' })),
  });
}

/** The answer to the question for a failing test where tests that fail already show the issue. */
export function shownBy(...failingTests: readonly string[]): ReplyBlock {
  return call('finish', { summary: 'These tests show it.', subject: 'Nothing to add', failingTests });
}

/** The answer to that question where no test can show the issue. */
export function notShown(why: string): ReplyBlock {
  return call('finish', { summary: why, subject: 'Nothing to add' });
}

/** One place of a script: the failures that come first, then the reply; no reply when the script ends with failures. */
export interface Place {
  readonly faults: readonly FaultTurn[];
  readonly turn: ReplyTurn | null;
}

/** Whether a script says somewhere what it plans. */
export function plans(turns: readonly Turn[]): boolean {
  return turns.some((turn) => {
    const reply = 'fault' in turn ? [] : 'reply' in turn ? turn.reply : turn;
    return typeof reply !== 'function' && reply.some((block) => block.type === 'tool_use' && block.name === 'plan');
  });
}

/** The places of a script, one for each reply. */
export function placesOf(turns: readonly Turn[]): Place[] {
  const places: Place[] = [];
  let faults: FaultTurn[] = [];
  for (const turn of turns) {
    if ('fault' in turn) {
      faults.push({ ...turn });
    } else {
      places.push({ faults, turn: 'reply' in turn ? turn : { reply: turn } });
      faults = [];
    }
  }
  return faults.length > 0 ? [...places, { faults, turn: null }] : places;
}
