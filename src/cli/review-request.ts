import { Refusal } from '../config/refusal.ts';
import { readArguments } from './arguments.ts';

const options = {
  base: { type: 'string' },
  head: { type: 'string', default: 'HEAD' },
  json: { type: 'boolean', default: false },
} as const;

export interface ReviewAtTerminal {
  readonly folder: string;
  /** What the change starts from: its last commit in common with the head counts. */
  readonly base: string;
  readonly head: string;
  /** Only these files and folders of the repository; all where empty. */
  readonly paths: readonly string[];
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
  return { folder, base, head, paths, json };
}
