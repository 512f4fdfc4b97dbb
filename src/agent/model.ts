/** What a reply cost, in tokens, as the model reports it. The four kinds do not overlap. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  /** What that cost, of the replies whose model's prices are known; left out where none is. */
  readonly dollars?: number;
}

export type AssistantBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: unknown };

export type UserBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool_result'; readonly toolUseId: string; readonly text: string; readonly isError: boolean };

export type ModelMessage =
  | { readonly role: 'user'; readonly content: readonly UserBlock[] }
  | { readonly role: 'assistant'; readonly content: readonly AssistantBlock[] };

export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** A JSON schema of an object. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

export interface ModelRequest {
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ToolDefinition[];
  /** Room for the reply, in tokens. */
  readonly maxTokens: number;
}

export interface ModelReply {
  readonly model: string;
  readonly content: readonly AssistantBlock[];
  readonly stopReason: 'end_turn' | 'tool_use' | 'max_tokens' | 'refusal' | 'stop_sequence' | 'pause_turn' | 'other';
  readonly usage: Usage;
}

/** A language model behind the Messages API's shape. It holds no token of ours and runs nothing. */
export interface Model {
  readonly name: string;
  /** Room that it gets for its thoughts beside every reply, in tokens; none without it. */
  readonly thinkingTokens?: number;
  /**
   * One reply. Overload, rate limits, 5xx and cut streams are retried inside.
   * @throws Error with a sentence for people when no reply could be had.
   */
  generate(request: ModelRequest, signal: AbortSignal): Promise<ModelReply>;
}
