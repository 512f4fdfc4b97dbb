import path from 'node:path';
import { Refusal } from '../config/refusal.ts';
import { readArguments } from './arguments.ts';

const options = {
  edits: { type: 'string' },
  check: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export interface ApplyRequest {
  readonly folder: string;
  /** A file, or `-` for standard input. */
  readonly edits: string;
  /** Only says what would become of the files. */
  readonly check: boolean;
  readonly json: boolean;
}

/**
 * Reads what `goat apply` was asked for; files count from `directory`.
 * @throws Refusal with one line for the first thing that is missing or wrong.
 */
export function readApplyRequest(args: readonly string[], directory: string): ApplyRequest {
  const { values, positionals } = readArguments(args, options);
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new Refusal(['Name one folder: goat apply DIR --edits FILE.']);
  if (values.edits === undefined) {
    throw new Refusal(['Say which edits to make: --edits FILE, or --edits - for standard input.']);
  }
  const edits = values.edits === '-' ? '-' : path.resolve(directory, values.edits);
  return { folder: path.resolve(directory, folder), edits, check: values.check, json: values.json };
}
