import type { Control } from '../tasks/control.ts';
import type { Steps } from '../tasks/steps.ts';
import type { TestReport } from './test-report.ts';

export interface TestRequest {
  readonly taskId: string;
  readonly branch: string;
  readonly commit: string;
  /**
   * Together with the task it names a run, so that a repeated start finds the run that it already made: `baseline`,
   * `red`, the number of an iteration, or that with `-again`.
   */
  readonly run: string;
  /** Test files that are to run before all others, the nearest to the change first; they only save time. */
  readonly first: readonly string[];
}

/** `reason` is a sentence that says what is missing and how to cure it. */
export type Readiness =
  /** `takesFilter`: whether some tests can be run before the others. */
  { readonly ready: true; readonly takesFilter: boolean } | { readonly ready: false; readonly reason: string };

/** Runs the repository's own tests on one commit: in GitHub Actions, or on this machine. */
export interface TestRunner {
  /**
   * Names what runs the tests: a report of the same commit and key may be kept and used again. Null where nothing can
   * be kept, because what the tests find around them may change.
   */
  readonly key: string | null;
  /** Whether tests can run at all, asked before a token is spent. */
  check(): Promise<Readiness>;
  /** Runs the tests and waits for the end; its calls are steps of their own. */
  run(request: TestRequest, steps: Steps, control: Control): Promise<TestReport>;
}
