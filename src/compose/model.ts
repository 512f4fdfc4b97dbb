import { createAnthropicModel } from '../adapters/anthropic/anthropic-model.ts';
import { defaultModel, defaultQueryModel } from '../agent/default-model.ts';
import type { Model } from '../agent/model.ts';
import { type RewrittenQuery, rewriteQuery } from '../agent/rewrite-query.ts';
import { Refusal } from '../config/refusal.ts';

interface ModelConfig {
  readonly model: { readonly name: string | null; readonly baseUrl: string | null; readonly queryName: string | null };
}

export function modelName({ model }: ModelConfig): string {
  return model.name ?? defaultModel;
}

export function createModel(config: ModelConfig, apiKey: string): Model {
  return openModel(config, apiKey, modelName(config));
}

/** Null where none is configured. */
export function createQueryModel(config: ModelConfig, apiKey: string): Model | null {
  const { queryName } = config.model;
  return queryName === null ? null : openModel(config, apiKey, queryName);
}

/**
 * For a command that was asked for it.
 * @throws Refusal without a key.
 */
export function queryRewriter(
  config: ModelConfig & { readonly secrets: { readonly anthropicApiKey: string | null } },
): (request: string, signal: AbortSignal) => Promise<RewrittenQuery | null> {
  const { anthropicApiKey } = config.secrets;
  if (anthropicApiKey === null) throw new Refusal(['--rewrite asks a model: set ANTHROPIC_API_KEY to a key for it.']);
  const model = openModel(config, anthropicApiKey, config.model.queryName ?? defaultQueryModel);
  return (request, signal) => rewriteQuery(model, request, signal);
}

function openModel({ model: { baseUrl } }: ModelConfig, apiKey: string, model: string): Model {
  return createAnthropicModel({ apiKey, model, ...(baseUrl === null ? {} : { baseUrl }) });
}
