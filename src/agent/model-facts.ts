import { readFileSync } from 'node:fs';
import { z } from 'zod';

const prices = z.object({
  input: z.number().nonnegative(),
  output: z.number().nonnegative(),
  cacheWrite: z.number().nonnegative(),
  cacheRead: z.number().nonnegative(),
});
/** US dollars for a million tokens of each kind. */
export type Prices = z.output<typeof prices>;

const knownModel = z.object({
  names: z.array(z.string()).min(1),
  /** Tokens of prompt and reply together. */
  window: z.int().positive(),
  /** Whether the model decides itself how much it thinks, or is given a number of tokens for it. */
  thinking: z.enum(['adaptive', 'budget']),
  prices,
  /** Where a prompt has more tokens than `above`, all of its call costs these. */
  longPrompts: z.object({ above: z.int().positive(), prices }).optional(),
});
export type KnownModel = z.output<typeof knownModel>;

const file = z.object({ source: z.string(), date: z.iso.date(), models: z.array(knownModel) });

let read: z.output<typeof file> | undefined;

/** What `models.json` tells of all models, with the page that it is from and the day it was read there. */
export function modelFacts(): z.output<typeof file> {
  read ??= file.parse(JSON.parse(readFileSync(new URL('./models.json', import.meta.url), 'utf8')));
  return read;
}

/** What is known of a model, also by a name that ends in its day; null for any other. */
export function findModel(name: string): KnownModel | null {
  const plain = name.replace(/-\d{8}$/, '');
  return modelFacts().models.find(({ names }) => names.includes(plain)) ?? null;
}

/** For a model of which nothing is known: the smallest window of those that are. */
const assumedWindow = 200_000;

/** Tokens of prompt and reply together that the model takes. */
export function windowOf(name: string): number {
  return findModel(name)?.window ?? assumedWindow;
}

/** What a call with a prompt of so many tokens costs; null where the model's prices are not known. */
export function pricesOf(name: string, promptTokens: number): Prices | null {
  const model = findModel(name);
  if (model === null) return null;
  const { longPrompts } = model;
  return longPrompts && promptTokens > longPrompts.above ? longPrompts.prices : model.prices;
}
