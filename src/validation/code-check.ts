import type { TestReport } from '../ci/test-report.ts';
import type { FileChange } from '../workspace/workspace.ts';

/** The repository's own check of its code, such as a linter or a type checker. */
export interface CodeCheck {
  /** As people know it. */
  readonly command: string;
  /** Runs it on the files of a commit with these changes on top, which nobody sees. */
  run(
    request: { readonly taskId: string; readonly commit: string; readonly changes: readonly FileChange[] },
    signal: AbortSignal,
  ): Promise<Pick<TestReport, 'outcome' | 'reason' | 'logTail'>>;
}
