import { mkdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildReport, reportNotRun } from '../../ci/build-report.ts';
import type { TestReport } from '../../ci/test-report.ts';
import type { Readiness, TestRequest, TestRunner } from '../../ci/test-runner.ts';
import { junitEnvironment, resultsFolder } from '../../ci/workflow-file.ts';
import { copyDependencies } from './copy-dependencies.ts';
import { ifMissing } from './if-missing.ts';
import { readResultsFolder } from './read-results-folder.ts';
import { type CommandResult, runCommand } from './run-command.ts';
import { updateWorkTree } from './work-tree.ts';

export interface LocalTestRunnerParts {
  readonly gitDir: string;
  /** For the work trees, one folder a task; whoever ends a task may delete its folder. */
  readonly directory: string;
  /** The user's own folder, for its dependencies. */
  readonly sourceDirectory: string;
  readonly testCommand: string;
  /** Runs once a work tree, before the first tests; null to copy the user's dependencies instead. */
  readonly setupCommand: string | null;
  readonly allowLocalTests: boolean;
  /** For the set-up and for the tests, each; 1,800 where not given. */
  readonly timeoutSeconds?: number;
  readonly onOutput?: (text: string) => void;
  /** All that the commands see of the environment, beside CI. No secrets. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs tests on this machine, with the rights of the user: there is no sandbox yet, so the user has to allow it. */
export function createLocalTestRunner(parts: LocalTestRunnerParts): TestRunner {
  const readiness = checkAllowed(parts);
  return {
    key: null,
    check: async () => readiness,
    async run(request, steps) {
      if (!readiness.ready) return reportNotRun({ commit: request.commit, seconds: 0, url: null }, readiness.reason);
      return await steps.run(`run the tests ${request.run}`, (signal) => runTests(parts, request, signal));
    },
  };
}

function checkAllowed({ allowLocalTests, testCommand }: LocalTestRunnerParts): Readiness {
  if (!allowLocalTests) {
    const reason =
      'The tests would run on this machine with your rights and no sandbox: allow it by --allow-local-tests.';
    return { ready: false, reason };
  }
  if (testCommand.trim() === '') return { ready: false, reason: 'There is no test command: give one by --test.' };
  return { ready: true, takesFilter: true };
}

async function runTests(parts: LocalTestRunnerParts, request: TestRequest, signal: AbortSignal): Promise<TestReport> {
  const { commit } = request;
  const directory = join(parts.directory, folderOf(request.taskId));
  const tree = await realpath(await updateWorkTree({ gitDir: parts.gitDir, commit, directory, signal }));
  const run = (command: string) =>
    runCommand({
      command,
      directory: tree,
      environment: {
        ...parts.environment,
        ...junitEnvironment,
        ...(request.first.length === 0 ? {} : { GOAT_TEST_FILTER: request.first.join(' ') }),
        CI: 'true',
      },
      timeoutSeconds: parts.timeoutSeconds ?? 1_800,
      onOutput: parts.onOutput ?? (() => undefined),
      signal,
    });
  const begin = Date.now();
  const failed = await prepare(parts, directory, tree, run, signal);
  const setUpSeconds = (Date.now() - begin) / 1000;
  const report = (result: CommandResult, junit: readonly string[], notRun: string | null) => ({
    ...buildReport({ ...result, commit, junit, notRun, root: tree, url: null }),
    setUpSeconds,
  });
  if (failed !== null) return report({ ...failed, exitCode: null }, [], whySetUpFailed(parts, failed));

  const results = join(tree, resultsFolder);
  await rm(results, { recursive: true, force: true });
  await mkdir(results);
  const tests = await run(parts.testCommand);
  return report(tests, await readResultsFolder(results), whyNotRun(parts, tests));
}

/** Once a work tree: the set-up command, or the user's dependencies. Gives the result of a set-up that failed. */
async function prepare(
  { setupCommand, sourceDirectory }: LocalTestRunnerParts,
  directory: string,
  tree: string,
  run: (command: string) => Promise<CommandResult>,
  signal: AbortSignal,
): Promise<CommandResult | null> {
  const done = join(directory, 'ready');
  if (await ifMissing(stat(done), null)) return null;
  if (setupCommand === null) await copyDependencies(sourceDirectory, tree, signal);
  else {
    const result = await run(setupCommand);
    if (result.exitCode !== 0) return result;
  }
  await writeFile(done, '');
  return null;
}

function whySetUpFailed({ setupCommand }: LocalTestRunnerParts, { exitCode, timedOut }: CommandResult): string {
  const how = timedOut ? 'did not end in time' : `failed with exit code ${exitCode ?? 'unknown'}`;
  return `The set-up command \`${setupCommand}\` ${how}: see its log, and give another by --setup.`;
}

function whyNotRun(
  { testCommand }: LocalTestRunnerParts,
  { exitCode, timedOut, seconds }: CommandResult,
): string | null {
  if (timedOut) return `The tests were stopped after ${Math.round(seconds)} s: \`${testCommand}\` did not end in time.`;
  // https://www.gnu.org/software/bash/manual/html_node/Exit-Status.html; npm passes them on.
  if (exitCode === 126 || exitCode === 127) {
    return `\`${testCommand}\`, or a program that it needs, was not found: correct --test, or install it by --setup.`;
  }
  return null;
}

/** A task's id names a folder, so it must be no path. */
function folderOf(taskId: string): string {
  if (!/^[\w-]{1,64}$/.test(taskId)) throw new Error(`The task id ${JSON.stringify(taskId)} cannot name a folder.`);
  return taskId;
}
