import type { TestReport } from './test-report.ts';

/** What a report was made of: the same repository, commit and runner give the same tests. */
export interface BaselinePlace {
  readonly repository: string;
  readonly commit: string;
  /** The key of the test runner. */
  readonly runner: string;
}

/** Reports on base commits, so that several tasks on one commit pay for one run. */
export interface BaselineStore {
  find(place: BaselinePlace): Promise<TestReport | null>;
  /** Keeps a report of tests that ran; the latest stands. */
  keep(place: BaselinePlace, report: TestReport): Promise<void>;
}
