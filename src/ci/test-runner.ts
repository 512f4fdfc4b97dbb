import type { Control } from '../tasks/control.ts';
import type { Steps } from '../tasks/steps.ts';
import type { TestReport } from './test-report.ts';

export interface TestRequest {
  readonly taskId: string;
  readonly branch: string;
  readonly commit: string;
  /** From 1. Together with the task it names a run, so that a repeated start finds the run that it already made. */
  readonly iteration: number;
}

/** `reason` is a sentence that says what is missing and how to cure it. */
export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** Runs the repository's own tests on one commit: in GitHub Actions, or on this machine. */
export interface TestRunner {
  /** Whether tests can run at all, asked before a token is spent. */
  check(): Promise<Readiness>;
  /** Runs the tests and waits for the end; its calls are steps of their own. */
  run(request: TestRequest, steps: Steps, control: Control): Promise<TestReport>;
}
