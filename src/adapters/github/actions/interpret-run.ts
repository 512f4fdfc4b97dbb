import type { JobStep, Jobs } from './read-jobs.ts';
import type { RunState } from './read-run.ts';

export interface Interpretation {
  /** The part of the log that counts. */
  readonly log: string;
  /** Of the test command; null where it was ended from outside or never began. */
  readonly exitCode: number | null;
  /** Why the tests were not reached or not finished; null where they were. */
  readonly notRun: string | null;
}

/** https://docs.github.com/en/rest/actions/workflow-runs: what a run may end with beside success and failure. */
const endings: Readonly<Record<string, string>> = {
  cancelled: 'The run was cancelled, by a person or because the time limit of its job was over.',
  timed_out: 'The run went over its time limit: raise `timeout-minutes` in the workflow, or make the tests faster.',
  startup_failure: 'GitHub could not start the run: look at its page for the error in the workflow file.',
  action_required: 'The run waits for the approval of a person: approve it on its page.',
};

/** Tells from the end of a run, its steps and its log whether the tests ran and how their command ended. */
export function interpretRun({ conclusion }: RunState, jobs: Jobs): Interpretation {
  if (conclusion === 'success') return { log: jobs.log, exitCode: 0, notRun: null };
  const failed = failedCommand(jobs.log);
  const log = failed?.log ?? jobs.log;
  if (conclusion !== 'failure') {
    const notRun = endings[conclusion ?? ''] ?? `The run ended as "${conclusion}" and says nothing about the tests.`;
    return { log, exitCode: null, notRun };
  }
  const notRun = whyNotReached(jobs.steps);
  return { log, exitCode: notRun === null ? (failed?.exitCode ?? 1) : null, notRun };
}

/** Names that GitHub itself gives to what it does before a workflow's own commands. */
const machinery = /^(?:Set up job|Initialize containers|Pull |Build |Run actions\/)/;

/** The template calls the step Test; where a maintainer renamed it, a name with "test" in it is taken. */
function whyNotReached(steps: readonly JobStep[]): string | null {
  const broken = steps.find(({ conclusion }) => conclusion === 'failure');
  if (broken === undefined) return 'No step of the run failed, yet the run did: look at its page for the reason.';
  const test = steps.find(({ name }) => name === 'Test') ?? steps.find(({ name }) => /\btests?\b/i.test(name));
  // In a workflow without such a step, what a maintainer's own command failed at may well be the tests.
  const reached =
    test === undefined ? !machinery.test(broken.name) : ['failure', 'success'].includes(test.conclusion ?? '');
  return reached ? null : `The step "${broken.name}" failed before the tests were reached: see its log.`;
}

const exitLine = /##\[error\]Process completed with exit code (\d{1,3})\.\s*$/;
const commandStart = /^\S{0,40} ?##\[group\]Run /;

/** The command that failed, cut out of the log: what comes before is set-up, what comes behind is tidying up. */
function failedCommand(log: string): { readonly log: string; readonly exitCode: number } | null {
  const lines = log.split('\n');
  const end = lines.findIndex((line) => exitLine.test(line));
  if (end === -1) return null;
  const start = lines.findLastIndex((line, index) => index < end && commandStart.test(line));
  const exitCode = Number(exitLine.exec(lines[end] ?? '')?.[1]);
  return { exitCode, log: lines.slice(Math.max(start, 0), end + 1).join('\n') };
}
