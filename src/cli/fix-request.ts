import path from 'node:path';
import type { CommandLineConfig } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import type { FixRequest, LocalRepository } from '../tasks/task.ts';
import { findCommit } from '../workspace/find-commit.ts';
import { positiveInteger, readArguments } from './arguments.ts';
import { detectTestCommand } from './detect-test-command.ts';
import { findRepository } from './find-repository.ts';
import { readIssue } from './read-issue.ts';

const options = {
  issue: { type: 'string' },
  test: { type: 'string' },
  setup: { type: 'string' },
  base: { type: 'string', default: 'HEAD' },
  'max-iterations': { type: 'string' },
  'budget-tokens': { type: 'string' },
  'allow-local-tests': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export interface FixArguments {
  readonly request: FixRequest & { readonly repository: LocalRepository };
  readonly json: boolean;
}

/**
 * Reads what `goat fix` was asked for.
 * @throws Refusal with one line for the first thing that is missing or wrong.
 */
export async function readFixArguments(args: readonly string[], config: CommandLineConfig): Promise<FixArguments> {
  const { values, positionals } = readArguments(args, options);
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new Refusal(['Name one repository: goat fix DIR --issue FILE.']);
  if (values.issue === undefined) throw new Refusal(['Say what to fix: --issue FILE, or --issue - to read it.']);
  const limits = {
    iterations: positiveInteger('max-iterations', values['max-iterations']) ?? config.limits.iterations,
    tokens: positiveInteger('budget-tokens', values['budget-tokens']) ?? config.limits.tokens,
  };
  const directory = path.resolve(config.callerDirectory, folder);
  const gitDir = await findRepository(directory);
  const commit = await readBase(gitDir, values.base);
  const testCommand = values.test ?? (await detectTestCommand(gitDir, commit)) ?? '';
  if (testCommand.trim() === '') throw new Refusal(['Say how the tests run, for example: --test "npm test".']);
  if (!values['allow-local-tests']) throw new Refusal([notAllowed(testCommand)]);
  const repository: LocalRepository = {
    host: 'local',
    gitDir,
    directory,
    base: values.base,
    commit,
    testCommand,
    setupCommand: values.setup ?? null,
    allowLocalTests: values['allow-local-tests'],
  };
  const issue = await readIssue(values.issue === '-' ? '-' : path.resolve(config.callerDirectory, values.issue));
  return {
    request: { kind: 'fix', repository, issue, hint: '', sender: 'you', commentId: null, limits },
    json: values.json,
  };
}

function notAllowed(testCommand: string): string {
  return `The tests (${testCommand}) run on this machine with your rights and no sandbox: allow it by --allow-local-tests.`;
}

async function readBase(gitDir: string, revision: string): Promise<string> {
  const commit = await findCommit(gitDir, revision);
  if (commit !== undefined) return commit;
  throw new Refusal([`There is no commit "${revision}" to start from: name another with --base, or commit first.`]);
}
