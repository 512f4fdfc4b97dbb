import path from 'node:path';
import { composeLocal } from '../compose.ts';
import { readCommandLineEnvironment } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import type { FixRequest, LocalRepository } from '../tasks/task.ts';
import { positiveInteger, readArguments } from './arguments.ts';
import { findRepository } from './find-repository.ts';
import { describeFix, fixResult } from './fix-result.ts';
import { readIssue } from './read-issue.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';

const OPTIONS = {
  issue: { type: 'string' },
  test: { type: 'string' },
  setup: { type: 'string' },
  base: { type: 'string', default: 'HEAD' },
  'max-iterations': { type: 'string' },
  'budget-tokens': { type: 'string' },
  'allow-local-tests': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** `goat fix DIR --issue FILE --test CMD`: the `fix` task on a repository of this machine. */
export async function fixCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new Refusal(['Name one repository: goat fix DIR --issue FILE.']);
  if (values.issue === undefined) throw new Refusal(['Say what to fix: --issue FILE, or --issue - to read it.']);
  if (values.test === undefined) throw new Refusal(['Say how the tests run, for example: --test "npm test".']);
  const config = readCommandLineEnvironment();
  const directory = path.resolve(config.callerDirectory, folder);
  const repository: LocalRepository = {
    host: 'local',
    gitDir: await findRepository(directory),
    directory,
    base: values.base,
    testCommand: values.test,
    setupCommand: values.setup ?? null,
    allowLocalTests: values['allow-local-tests'],
  };
  const request: FixRequest = {
    kind: 'fix',
    repository,
    issue: await readIssue(values.issue === '-' ? '-' : path.resolve(config.callerDirectory, values.issue)),
    hint: '',
    sender: 'you',
    commentId: null,
    limits: {
      iterations: positiveInteger('max-iterations', values['max-iterations']) ?? config.limits.iterations,
      tokens: positiveInteger('budget-tokens', values['budget-tokens']) ?? config.limits.tokens,
    },
  };
  const goat = await composeLocal(config, repository, (line) => process.stderr.write(`${line}\n`));
  try {
    const taskId = await goat.startOrResume(request);
    const release = stopOnInterrupt(() => goat.stop(taskId));
    const { outcome, record } = await goat.end(taskId).finally(release);
    const result = await fixResult(repository.gitDir, outcome, record);
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : describeFix(result));
    return outcome.kind === 'fixed' ? 0 : 1;
  } finally {
    await goat.close();
  }
}
