import path from 'node:path';
import { Refusal } from '../config/refusal.ts';
import { readArguments } from './arguments.ts';

const options = { out: { type: 'string', short: 'o' }, path: { type: 'string' } } as const;

export interface MergeRequest {
  readonly base: string;
  readonly left: string;
  readonly right: string;
  /** Where the merge is written; null is standard output. */
  readonly out: string | null;
  /** Its name tells the language. */
  readonly name: string;
}

/**
 * Reads what `goat merge` was asked for; files count from `directory`.
 * @throws Refusal with one line for the first thing that is missing or wrong.
 */
export function readMergeRequest(args: readonly string[], directory: string): MergeRequest {
  const { values, positionals } = readArguments(args, options);
  const [base, left, right, ...others] = positionals.map((file) => path.resolve(directory, file));
  if (base === undefined || left === undefined || right === undefined || others.length > 0) {
    throw new Refusal(['Name three files: goat merge BASE LEFT RIGHT.']);
  }
  const out = values.out === undefined ? null : path.resolve(directory, values.out);
  return { base, left, right, out, name: values.path ?? out ?? left };
}
