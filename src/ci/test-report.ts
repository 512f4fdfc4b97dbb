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
  /** What the assertion wanted and what it got, as the tool shows them; where it says which is which. */
  readonly expected?: string;
  readonly actual?: string;
  /** What the test printed, where the tool keeps it apart. */
  readonly output?: string;
}

/** `tsc` stands for a command that compiles before it tests. */
export type ResultFormat =
  | 'junit'
  | 'vitest'
  | 'jest'
  | 'mocha'
  | 'node-test'
  | 'tap'
  | 'tsc'
  | 'pytest'
  | 'unittest'
  | 'go test'
  | 'gotestsum'
  | 'cargo test'
  | 'nextest'
  | 'maven'
  | 'gradle'
  | 'rspec'
  | 'minitest'
  | 'phpunit'
  | 'dotnet test'
  | 'ctest'
  | 'exunit'
  | 'xctest'
  | 'swift testing'
  | 'exit code';

/** What the test tools reported, whichever they are. */
export interface TestResults {
  readonly format: ResultFormat;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly TestFailure[];
  /** What the tests took by the tool's own account. */
  readonly seconds?: number;
  /** All tools that were read, where a command ran several; `format` is then the first one that failed. */
  readonly formats?: readonly ResultFormat[];
  /** Digests of the keys of those failures that a capped report leaves out, for `compareReports`. */
  readonly leftOut?: readonly string[];
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
