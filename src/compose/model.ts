import { createAnthropicModel } from '../adapters/anthropic/anthropic-model.ts';
import { defaultModel } from '../agent/default-model.ts';
import type { Model } from '../agent/model.ts';

interface ModelConfig {
  readonly model: { readonly name: string | null; readonly baseUrl: string | null };
}

export function modelName({ model }: ModelConfig): string {
  return model.name ?? defaultModel;
}

export function createModel(config: ModelConfig, apiKey: string): Model {
  const { baseUrl } = config.model;
  return createAnthropicModel({ apiKey, model: modelName(config), ...(baseUrl === null ? {} : { baseUrl }) });
}
