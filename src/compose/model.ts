import { type AnthropicModelOptions, createAnthropicModel } from '../adapters/anthropic/anthropic-model.ts';
import { defaultModel, defaultSmallModel } from '../agent/default-model.ts';
import type { Model } from '../agent/model.ts';
import { type RewrittenQuery, rewriteQuery } from '../agent/rewrite-query.ts';
import type { CommandLineConfig } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import type { FixParts } from '../tasks/fix/fix.ts';

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

interface AskedConfig extends ModelConfig {
  readonly secrets: { readonly anthropicApiKey: string | null };
}

/**
 * For a command that was asked to use a model: a key in the environment alone asks none.
 * @throws Refusal without a key.
 */
export function askedModel(config: AskedConfig, option: string): Model {
  const { effort, thinkingTokens } = config.model;
  return open(config, requireKey(config, option), modelName(config), { effort, thinkingTokens });
}

/**
 * For a command that was asked for it.
 * @throws Refusal without a key.
 */
export function queryRewriter(
  config: AskedConfig,
): (request: string, signal: AbortSignal) => Promise<RewrittenQuery | null> {
  const model = open(config, requireKey(config, '--rewrite'), config.model.smallName ?? defaultSmallModel);
  return (request, signal) => rewriteQuery(model, request, signal);
}

function requireKey({ secrets: { anthropicApiKey } }: AskedConfig, option: string): string {
  if (anthropicApiKey !== null) return anthropicApiKey;
  throw new Refusal([`${option} asks a model: set ANTHROPIC_API_KEY to a key for it.`]);
}

function open(
  { model: { baseUrl } }: ModelConfig,
  apiKey: string,
  model: string,
  settings: Pick<AnthropicModelOptions, 'effort' | 'thinkingTokens'> = {},
) {
  return createAnthropicModel({ apiKey, model, ...settings, ...(baseUrl === null ? {} : { baseUrl }) });
}
