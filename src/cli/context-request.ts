import path from 'node:path';
import type { CommandLineConfig } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import type { Issue } from '../tasks/task.ts';
import { positiveInteger, readArguments } from './arguments.ts';
import { readIssue } from './read-issue.ts';

const options = {
  issue: { type: 'string' },
  rev: { type: 'string', default: 'HEAD' },
  budget: { type: 'string' },
  rewrite: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export interface ContextRequest {
  readonly folder: string;
  readonly revision: string;
  readonly issue: Issue;
  /** Undefined for the default. */
  readonly budgetTokens: number | undefined;
  /** Whether a model may add to what is searched for. */
  readonly rewrite: boolean;
  readonly json: boolean;
}

/**
 * Reads what `goat context` was asked for.
 * @throws Refusal with one line for the first thing that is missing or wrong.
 */
export async function readContextRequest(
  args: readonly string[],
  { callerDirectory }: Pick<CommandLineConfig, 'callerDirectory'>,
): Promise<ContextRequest> {
  const { values, positionals } = readArguments(args, options);
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) {
    throw new Refusal(['Name one repository: goat context DIR --issue FILE.']);
  }
  if (values.issue === undefined) throw new Refusal(['Say what it is for: --issue FILE, or --issue - to read it.']);
  const budgetTokens = positiveInteger('budget', values.budget);
  const issue = await readIssue(values.issue === '-' ? '-' : path.resolve(callerDirectory, values.issue));
  return { folder, revision: values.rev, issue, budgetTokens, rewrite: values.rewrite, json: values.json };
}
