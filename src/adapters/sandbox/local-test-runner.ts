import { mkdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readReport, reportNotRun } from '../../ci/build-report.ts';
import type { TestReport } from '../../ci/test-report.ts';
import type { Readiness, TestRequest, TestRunner } from '../../ci/test-runner.ts';
import { junitEnvironment, resultsFolder } from '../../ci/workflow-file.ts';
import { copyDependencies } from './copy-dependencies.ts';
import { ifMissing } from './if-missing.ts';
import { inBash } from './in-bash.ts';
import { readResultsFolder } from './read-results-folder.ts';
import { type CommandResult, runCommand } from './run-command.ts';
import type { Sandbox, SandboxLimits } from './sandbox.ts';
import type { Exceeded } from './watch-usage.ts';
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
  readonly sandbox: Sandbox;
  readonly limits: SandboxLimits;
  /** For the set-up and for the tests, each; 1,800 where not given. */
  readonly timeoutSeconds?: number;
  readonly onOutput?: (text: string) => void;
  /** All that the commands see of the environment, beside CI. No secrets. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs tests on this machine, in a sandbox; `noSandbox` is for the user to allow. */
export function createLocalTestRunner(parts: LocalTestRunnerParts): TestRunner {
  const readiness = checkCommand(parts);
  return {
    key: null,
    check: async () => readiness,
    async run(request, steps) {
      if (!readiness.ready) return reportNotRun({ commit: request.commit, seconds: 0, url: null }, readiness.reason);
      return await steps.run(`run the tests ${request.run}`, (signal) => runTests(parts, request, signal));
    },
  };
}

function checkCommand({ testCommand }: LocalTestRunnerParts): Readiness {
  if (testCommand.trim() === '') return { ready: false, reason: 'There is no test command: give one by --test.' };
  return { ready: true, takesFilter: true };
}

/** Runs the command on a commit, once. */
export async function runTests(
  parts: LocalTestRunnerParts,
  request: Pick<TestRequest, 'taskId' | 'commit' | 'first'>,
  signal: AbortSignal,
): Promise<TestReport> {
  const { commit } = request;
  const directory = join(parts.directory, folderOf(request.taskId));
  const tree = await realpath(await updateWorkTree({ gitDir: parts.gitDir, commit, directory, signal }));
  const run = async (command: string, network: boolean) => {
    const { started, ...launched } = await launch(parts, {
      command,
      directory: dirname(tree),
      tree,
      network,
      first: request.first,
    });
    const result = await runCommand({
      ...launched,
      directory: tree,
      timeoutSeconds: parts.timeoutSeconds ?? 1_800,
      onOutput: parts.onOutput ?? (() => undefined),
      signal,
    });
    return { ...result, started: (await ifMissing(stat(started), null)) !== null };
  };
  const begin = Date.now();
  const failed = await prepare(parts, directory, tree, run, signal);
  const setUpSeconds = (Date.now() - begin) / 1000;
  const report = async (
    { log, exitCode, seconds }: CommandResult,
    junit: readonly string[],
    notRun: string | null,
  ): Promise<TestReport> => {
    const finished = { commit, log, exitCode, seconds, junit, notRun, root: tree, url: null };
    return { ...(await readReport(finished, signal)), setUpSeconds };
  };
  if (failed !== null) return report({ ...failed, exitCode: null }, [], whySetUpFailed(parts, failed));

  const results = join(tree, resultsFolder);
  await rm(results, { recursive: true, force: true });
  await mkdir(results);
  const tests = await run(parts.testCommand, false);
  return report(tests, await readResultsFolder(results), whyNotRun(parts, tests));
}

interface RunResult extends CommandResult {
  /** Whether the command ever began. */
  readonly started: boolean;
}

interface Run {
  readonly command: string;
  /** The folder of the task. */
  readonly directory: string;
  readonly tree: string;
  readonly network: boolean;
  /** Test files that the command may run before all others. */
  readonly first: readonly string[];
}

/** The home lasts as long as the task, because a set-up fills its caches; what is temporary lasts as long as the command. */
async function launch(parts: LocalTestRunnerParts, { command, directory, tree, network, first }: Run) {
  const [home, temporary] = [join(directory, 'home'), join(directory, 'temporary')] as const;
  const started = join(home, '.goat-started');
  for (const path of [temporary, started]) await rm(path, { recursive: true, force: true });
  for (const folder of [home, temporary]) await mkdir(folder, { recursive: true });
  const launched = await parts.sandbox.launch({
    argv: inBash(command, started),
    tree,
    home,
    temporary,
    environment: {
      ...parts.environment,
      ...junitEnvironment,
      ...(first.length === 0 ? {} : { GOAT_TEST_FILTER: first.join('\n') }),
      CI: 'true',
    },
    network,
    userPackages: parts.setupCommand === null,
    limits: parts.limits,
  });
  return { ...launched, started };
}

/** Once a work tree: the set-up command, or the user's dependencies. Gives the result of a set-up that failed. */
async function prepare(
  { setupCommand, sourceDirectory }: LocalTestRunnerParts,
  directory: string,
  tree: string,
  run: (command: string, network: boolean) => Promise<RunResult>,
  signal: AbortSignal,
): Promise<RunResult | null> {
  const done = join(directory, 'ready');
  if (await ifMissing(stat(done), null)) return null;
  if (setupCommand === null) await copyDependencies(sourceDirectory, tree, signal);
  else {
    const result = await run(setupCommand, true);
    if (result.exitCode !== 0) return result;
  }
  await writeFile(done, '');
  return null;
}

function whySetUpFailed(parts: LocalTestRunnerParts, result: RunResult): string {
  const command = `The set-up command \`${parts.setupCommand}\``;
  const ended = whyEnded(command, parts, result);
  if (ended !== null) return ended;
  return `${command} failed with exit code ${result.exitCode ?? 'unknown'}: see its log, and give another by --setup.`;
}

function whyNotRun(parts: LocalTestRunnerParts, result: RunResult): string | null {
  const ended = whyEnded(`The test command \`${parts.testCommand}\``, parts, result);
  if (ended !== null) return ended;
  // https://www.gnu.org/software/bash/manual/html_node/Exit-Status.html; npm passes them on.
  if (result.exitCode === 126 || result.exitCode === 127) {
    return `\`${parts.testCommand}\`, or a program that it needs, was not found: correct --test, or install it by --setup.`;
  }
  return null;
}

function whyEnded(command: string, { limits, sandbox }: LocalTestRunnerParts, result: RunResult): string | null {
  const { timedOut, exceeded, started, seconds } = result;
  if (exceeded !== null) return `${command} was stopped: it used ${tooMuch(exceeded, limits)}.`;
  if (timedOut) return `${command} was stopped after ${Math.round(seconds)} s: it did not end in time.`;
  if (!started) return `${command} never began, ${sandbox.description}: see the log, and choose another by --sandbox.`;
  return null;
}

function tooMuch(exceeded: Exceeded, { memoryBytes, processes }: SandboxLimits): string {
  if (exceeded === 'processes') return `more than ${processes} processes`;
  return `more than ${Math.round(memoryBytes / 1024 ** 2)} MB of memory`;
}

/** A task's id names a folder, so it must be no path. */
function folderOf(taskId: string): string {
  if (!/^[\w-]{1,64}$/.test(taskId)) throw new Error(`The task id ${JSON.stringify(taskId)} cannot name a folder.`);
  return taskId;
}
