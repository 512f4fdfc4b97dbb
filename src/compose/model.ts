import { createAnthropicModel } from '../adapters/anthropic/anthropic-model.ts';
import { defaultModel } from '../agent/default-model.ts';
import type { Model } from '../agent/model.ts';

export function createModel(
  { model }: { readonly model: { readonly name: string | null; readonly baseUrl: string | null } },
  apiKey: string,
): Model {
  return createAnthropicModel({
    apiKey,
    model: model.name ?? defaultModel,
    ...(model.baseUrl === null ? {} : { baseUrl: model.baseUrl }),
  });
}
