import { Refusal } from '../config/refusal.ts';
import { positiveInteger, readArguments } from './arguments.ts';

const options = {
  base: { type: 'string' },
  head: { type: 'string', default: 'HEAD' },
  'with-model': { type: 'boolean', default: false },
  'budget-tokens': { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export interface ReviewAtTerminal {
  readonly folder: string;
  /** What the change starts from: its last commit in common with the head counts. */
  readonly base: string;
  readonly head: string;
  /** Only these files and folders of the repository; all where empty. */
  readonly paths: readonly string[];
  /** Whether a model reads the change, too. */
  readonly withModel: boolean;
  /** Of the model; null leaves it to the environment. */
  readonly budgetTokens: number | null;
  readonly json: boolean;
}

/**
 * Reads what `goat review` was asked for.
 * @throws Refusal with one line for the first thing that is missing or wrong.
 */
export function readReviewRequest(args: readonly string[]): ReviewAtTerminal {
  const { values, positionals } = readArguments(args, options);
  const [folder, ...paths] = positionals;
  if (folder === undefined) throw new Refusal(['Name a repository: goat review DIR --base REV.']);
  const { base, head, json } = values;
  if (base === undefined) throw new Refusal(['Name what the change starts from: goat review DIR --base REV.']);
  const budgetTokens = positiveInteger('budget-tokens', values['budget-tokens']) ?? null;
  const withModel = values['with-model'];
  if (budgetTokens !== null && !withModel) throw new Refusal(['--budget-tokens is for --with-model.']);
  return { folder, base, head, paths, withModel, budgetTokens, json };
}
