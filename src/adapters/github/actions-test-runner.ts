import { readReport, reportNotRun } from '../../ci/build-report.ts';
import type { TestReport } from '../../ci/test-report.ts';
import type { TestRequest, TestRunner } from '../../ci/test-runner.ts';
import { withoutFirstTests, workflowFileName } from '../../ci/workflow-file.ts';
import type { Control } from '../../tasks/control.ts';
import { EndTask } from '../../tasks/outcome.ts';
import type { Steps } from '../../tasks/steps.ts';
import { abandonRun, cancelRun } from './actions/cancel-run.ts';
import { checkWorkflow } from './actions/check-workflow.ts';
import { findRoot } from './actions/find-root.ts';
import { interpretRun } from './actions/interpret-run.ts';
import { readArtifact } from './actions/read-artifact.ts';
import { readJobs } from './actions/read-jobs.ts';
import { type RunState, readRun, refuseRun } from './actions/read-run.ts';
import { startRun } from './actions/start-run.ts';
import type { GitHubClient, TestWorkflow } from './actions/test-workflow.ts';

export interface ActionsTestRunnerParts {
  /** A client that is authenticated for this repository now; asked again for each call, because tokens end. */
  readonly octokit: () => Promise<GitHubClient>;
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  /** The file below `.github/workflows/`; `goat.yml` where not given. */
  readonly workflowFile?: string;
  /** The longest time that a lost webhook can cost; 30 where not given. */
  readonly pollSeconds?: number;
  /** From the start to the end of a run, with its wait for a machine; 3,600 where not given. */
  readonly timeoutSeconds?: number;
}

/** Runs tests in GitHub Actions: starts the workflow on the branch, waits for its end, reads what it left behind. */
export function createActionsTestRunner(parts: ActionsTestRunnerParts): TestRunner {
  const { workflowFile = workflowFileName, pollSeconds = 30, timeoutSeconds = 3_600, ...repository } = parts;
  const workflow = { ...repository, file: workflowFile, lookSeconds: Math.min(pollSeconds, 2) };
  return {
    key: `actions:${workflowFile}`,
    check: () => checkWorkflow(workflow),
    run: (request, steps, control) => runTests(workflow, request, { pollSeconds, timeoutSeconds }, steps, control),
  };
}

interface Times {
  readonly pollSeconds: number;
  readonly timeoutSeconds: number;
}

async function runTests(
  workflow: TestWorkflow,
  request: TestRequest,
  times: Times,
  steps: Steps,
  control: Control,
): Promise<TestReport> {
  const { commit, run: name } = request;
  try {
    const started = await steps.run(`start test run ${name}`, (signal) => startRun(workflow, request, signal));
    if ('refused' in started) return reportNotRun({ commit, seconds: 0, url: null }, started.refused);
    const run = await followRun(workflow, started.runId, commit, times, steps, control);
    const refused = refuseRun(run, commit);
    if (refused === null && run.conclusion !== null) {
      return await steps.run('read the test results', (signal) => readResults(workflow, run, commit, signal));
    }
    // A run that a person started again is theirs.
    if (run.attempt === 1) await steps.run('cancel the test run', () => cancelRun(workflow, run.id));
    return reportNotRun({ commit, seconds: run.seconds, url: run.url }, refused ?? tooLate(times.timeoutSeconds));
  } catch (error) {
    // Any other error may be one of this process, and another process will go on with the run.
    if (error instanceof EndTask) await abandonRun(workflow, request);
    throw error;
  }
}

function tooLate(timeoutSeconds: number): string {
  const minutes = Math.round(timeoutSeconds / 60);
  return `The run did not end within ${minutes} minutes and was cancelled: look at its page for what held it up.`;
}

/** Reads the run until it has ended, can no longer count, or the time is up. A webhook's message only shortens a wait. */
async function followRun(
  workflow: TestWorkflow,
  runId: number,
  commit: string,
  { pollSeconds, timeoutSeconds }: Times,
  steps: Steps,
  control: Control,
): Promise<RunState> {
  const deadline = (await control.now()) + timeoutSeconds * 1000;
  for (;;) {
    const run = await steps.run('read the test run', (signal) => readRun(workflow, runId, signal));
    const isOver = run.conclusion !== null || refuseRun(run, commit) !== null;
    if (isOver || (await control.now()) >= deadline) return run;
    await waitForNews(control, runId, pollSeconds);
  }
}

/** Messages about other runs do not end the wait; a stop does, and the next step then ends the task. */
async function waitForNews(control: Control, runId: number, pollSeconds: number): Promise<void> {
  for (;;) {
    const message = await control.receive(pollSeconds);
    if (message === null || message.type === 'stop' || message.runId === runId) return;
  }
}

async function readResults(
  workflow: TestWorkflow,
  run: RunState,
  commit: string,
  signal: AbortSignal,
): Promise<TestReport> {
  const { seconds, url } = run;
  const jobs = await readJobs(workflow, run.id, signal);
  const refused = refuseRun({ ...run, attempt: jobs.attempt }, commit);
  if (refused !== null) return reportNotRun({ commit, seconds, url }, refused);
  const junit = await readArtifact(workflow, run.id, signal);
  const { log, exitCode, notRun } = interpretRun(run, jobs);
  const texts = [jobs.log, ...junit];
  const root = texts.reduce<string | null>((found, text) => found ?? findRoot(text, workflow.repo), null);
  const finished = { commit, log: withoutFirstTests(log), junit, exitCode, root, notRun, seconds, url };
  return readReport(finished, signal);
}
