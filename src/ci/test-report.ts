/** One test that did not pass, or one file that could not even be collected or compiled. */
export interface TestFailure {
  readonly kind: 'failed' | 'error' | 'collection';
  /** Full name: suites and test joined by ` > `. */
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly message: string;
  /** The shortest useful part of the trace. */
  readonly trace?: string;
}

export type ResultFormat = 'junit' | 'vitest' | 'jest' | 'pytest' | 'node-test' | 'exit code';

/** What the test tools reported, whichever they are. */
export interface TestResults {
  readonly format: ResultFormat;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly TestFailure[];
}

/** The results of one run of the repository's tests on one exact commit. */
export interface TestReport {
  readonly commit: string;
  /** `passed` only when the run itself succeeded; `not run` when the tests were never reached (set-up, timeout). */
  readonly outcome: 'passed' | 'failed' | 'not run';
  /** Why the tests did not run, in a sentence with the cure; only with `not run`. */
  readonly reason?: string;
  readonly results: TestResults;
  /** The last lines of the log, cleaned, for when the results alone do not explain the outcome. */
  readonly logTail: string;
  readonly seconds: number;
  /** What the set-up before the tests took, where it ran and was timed apart. */
  readonly setUpSeconds?: number;
  /** Where a person can look at the run; null for a run on this machine. */
  readonly url: string | null;
}
