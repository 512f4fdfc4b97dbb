import { setTimeout as pause } from 'node:timers/promises';
import Anthropic, { APIError } from '@anthropic-ai/sdk';
import type { Model } from '../../agent/model.ts';
import type { Effort } from '../../config/efforts.ts';
import { registerSecret } from '../../security/redact-secrets.ts';
import { explainError } from './explain-error.ts';
import { fromApiMessage } from './map-reply.ts';
import { toApiRequest } from './map-request.ts';

export interface AnthropicModelOptions {
  readonly apiKey: string;
  /** Another server that speaks the Messages API; the default is Anthropic's own. */
  readonly baseUrl?: string;
  readonly model: string;
  /** How much the model puts into its replies; the default is the model's. */
  readonly effort?: Effort | null;
  /** Room to think in, beside each reply; models that are given no number of tokens for it choose by `effort`. */
  readonly thinkingTokens?: number | null;
}

/** Retries of the SDK before a reply begins: 429, 529, 5xx, connection; at most 8 s apart, or as `retry-after` says. */
const maxRetries = 8;
/** Calls in all when the reply itself breaks off, which the SDK does not retry. Each may cost a reply. */
const maxCalls = 3;
const firstPauseMs = 500;

/** @throws Error when the key cannot be one. */
export function createAnthropicModel(options: AnthropicModelOptions): Model {
  const { apiKey, baseUrl, model, effort = null, thinkingTokens = null } = options;
  if (!/^[!-~]+$/.test(apiKey)) {
    throw new Error('The model API key is empty or holds white space: set ANTHROPIC_API_KEY to the key alone.');
  }
  registerSecret(apiKey);
  // A null address and a log level keep the SDK from looking into the environment for them.
  const client = new Anthropic({ apiKey, baseURL: baseUrl ?? null, maxRetries: maxRetries, logLevel: 'off' });
  return {
    name: model,
    ...(thinkingTokens !== null && { thinkingTokens }),
    async generate(request, signal) {
      try {
        return fromApiMessage(
          await streamMessage(client, toApiRequest(request, { model, effort, thinkingTokens }), signal),
        );
      } catch (error) {
        signal.throwIfAborted();
        throw new Error(explainError(error, model));
      }
    },
  };
}

async function streamMessage(
  client: Anthropic,
  params: Anthropic.MessageStreamParams,
  signal: AbortSignal,
): Promise<Anthropic.Message> {
  for (let call = 1; ; call++) {
    signal.throwIfAborted();
    const stream = client.messages.stream(params, { signal });
    try {
      return await stream.finalMessage();
    } catch (error) {
      const begun = stream.response !== undefined && stream.response !== null;
      if (!begun || call === maxCalls || !mayPass(error)) throw error;
    }
    await pause(firstPauseMs * 2 ** (call - 1), undefined, { signal });
  }
}

/** Whether an error in the middle of a reply may not come again: a cut, garbled JSON, or the API's own trouble. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof APIError) || error.type === null) return true;
  return ['overloaded_error', 'api_error', 'rate_limit_error', 'timeout_error'].includes(error.type);
}
