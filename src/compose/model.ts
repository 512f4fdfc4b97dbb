import { createAnthropicModel } from '../adapters/anthropic/anthropic-model.ts';
import { DEFAULT_MODEL } from '../agent/default-model.ts';
import type { Model } from '../agent/model.ts';

export function createModel(
  { model }: { readonly model: { readonly name: string | null; readonly baseUrl: string | null } },
  apiKey: string,
): Model {
  return createAnthropicModel({
    apiKey,
    model: model.name ?? DEFAULT_MODEL,
    ...(model.baseUrl === null ? {} : { baseUrl: model.baseUrl }),
  });
}
