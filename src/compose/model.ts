import { type AnthropicModelOptions, createAnthropicModel } from '../adapters/anthropic/anthropic-model.ts';
import { defaultModel, defaultSmallModel } from '../agent/default-model.ts';
import { type RewrittenQuery, rewriteQuery } from '../agent/rewrite-query.ts';
import type { CommandLineConfig } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import type { FixParts } from '../tasks/fix.ts';

type ModelConfig = Pick<CommandLineConfig, 'model'>;

export function modelName({ model }: ModelConfig): string {
  return model.name ?? defaultModel;
}

/** The models that a server works with where a repository asks for no other. */
export function modelNames(config: ModelConfig): string[] {
  const { smallName } = config.model;
  return [modelName(config), ...(smallName === null ? [] : [smallName])];
}

/** Opens the models that a repository asks for: those that the operator set, or allows. */
export function modelChooser(config: ModelConfig, apiKey: string): FixParts['modelsFor'] {
  const { effort, thinkingTokens, smallName, allowed: others } = config.model;
  const names = modelNames(config);
  const allowed = [...new Set([...names, ...others])];
  return (wish) => {
    const refused = [wish.model, wish.small].find((name) => name !== undefined && !allowed.includes(name));
    if (refused !== undefined) return { refused, allowed };
    const small = wish.small ?? smallName;
    return {
      model: open(config, apiKey, wish.model ?? modelName(config), {
        effort: wish.effort ?? effort,
        thinkingTokens: wish.thinkingTokens ?? thinkingTokens,
      }),
      smallModel: small === null ? null : open(config, apiKey, small),
    };
  };
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
  const model = open(config, anthropicApiKey, config.model.smallName ?? defaultSmallModel);
  return (request, signal) => rewriteQuery(model, request, signal);
}

function open(
  { model: { baseUrl } }: ModelConfig,
  apiKey: string,
  model: string,
  settings: Pick<AnthropicModelOptions, 'effort' | 'thinkingTokens'> = {},
) {
  return createAnthropicModel({ apiKey, model, ...settings, ...(baseUrl === null ? {} : { baseUrl }) });
}
