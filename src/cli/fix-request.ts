import path from 'node:path';
import type { SandboxChoice, SandboxName } from '../compose/local.ts';
import type { CommandLineConfig } from '../config/environment.ts';
import { isImageName } from '../config/image-name.ts';
import { inFolder } from '../config/in-folder.ts';
import { Refusal } from '../config/refusal.ts';
import { readRepositoryConfig } from '../config/repository-config.ts';
import type { FixRequest, LocalRepository } from '../tasks/task.ts';
import { configurationPath } from '../text/configuration-path.ts';
import { findCommit } from '../workspace/find-commit.ts';
import { readFileAt } from '../workspace/read-file-at.ts';
import { dollars, positiveInteger, readArguments } from './arguments.ts';
import { detectTestCommand } from './detect-test-command.ts';
import { findRepository } from './find-repository.ts';
import { outputFile } from './output-file.ts';
import { readIssue } from './read-issue.ts';

const sandboxNames = ['docker', 'podman', 'bubblewrap', 'unshare', 'none'] as const satisfies readonly SandboxName[];

const options = {
  issue: { type: 'string' },
  test: { type: 'string' },
  setup: { type: 'string' },
  base: { type: 'string', default: 'HEAD' },
  'max-iterations': { type: 'string' },
  'budget-tokens': { type: 'string' },
  budget: { type: 'string' },
  sandbox: { type: 'string' },
  image: { type: 'string' },
  plan: { type: 'boolean', default: false },
  approve: { type: 'boolean', default: false },
  record: { type: 'string' },
  'allow-local-tests': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export interface FixArguments {
  readonly request: FixRequest & { readonly repository: LocalRepository };
  readonly sandbox: SandboxChoice;
  readonly json: boolean;
  /** Where the recording is written; null for none. */
  readonly recordingFile: string | null;
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
    ...config.limits,
    ...(values.budget !== undefined && { dollars: dollars('budget', values.budget) }),
    iterations: positiveInteger('max-iterations', values['max-iterations']) ?? config.limits.iterations,
    tokens: positiveInteger('budget-tokens', values['budget-tokens']) ?? config.limits.tokens,
  };
  const directory = path.resolve(config.callerDirectory, folder);
  const gitDir = await findRepository(directory);
  const commit = await readBase(gitDir, values.base);
  const testCommand =
    values.test ?? (await configuredTest(gitDir, commit)) ?? (await detectTestCommand(gitDir, commit)) ?? '';
  if (testCommand.trim() === '') throw new Refusal(['Say how the tests run, for example: --test "npm test".']);
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
    request: {
      kind: 'fix',
      repository,
      issue,
      hint: '',
      sender: 'you',
      commentId: null,
      limits,
      ...(values.plan ? { planOnly: true } : {}),
      ...(values.approve ? { allowsRisk: true } : {}),
    },
    sandbox: { name: readSandbox(values.sandbox), image: readImage(values.image) },
    json: values.json,
    recordingFile:
      values.record === undefined ? null : await outputFile(config.callerDirectory, values.record, '--record'),
  };
}

function readSandbox(text: string | undefined): SandboxName | null {
  if (text === undefined) return null;
  const name = sandboxNames.find((known) => known === text);
  if (name !== undefined) return name;
  throw new Refusal([`--sandbox takes one of ${sandboxNames.join(', ')}, not "${text}".`]);
}

function readImage(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (isImageName(text)) return text;
  throw new Refusal([`--image takes the name of a container image, such as node:24, not "${text}".`]);
}

/** The command that the repository's own configuration names, in its folder. */
async function configuredTest(gitDir: string, commit: string): Promise<string | null> {
  const text = await readFileAt(gitDir, commit, configurationPath);
  const reading = await readRepositoryConfig(text?.toString() ?? null);
  if ('problems' in reading) throw new Refusal(reading.problems.map((problem) => `${configurationPath}: ${problem}`));
  const { command, workingDirectory } = reading.config.test;
  return command === undefined ? null : inFolder({ command, workingDirectory });
}

async function readBase(gitDir: string, revision: string): Promise<string> {
  const commit = await findCommit(gitDir, revision);
  if (commit !== undefined) return commit;
  throw new Refusal([`There is no commit "${revision}" to start from: name another with --base, or commit first.`]);
}
