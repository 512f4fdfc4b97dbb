import type { CodeCheck } from '../../validation/code-check.ts';
import type { FileChange } from '../../workspace/workspace.ts';
import { type LocalTestRunnerParts, runTests } from './local-test-runner.ts';

export interface LocalCodeCheckParts extends Omit<LocalTestRunnerParts, 'testCommand' | 'timeoutSeconds'> {
  readonly command: string;
  /** Makes a commit that no branch holds. */
  readonly commitAside: (parent: string, changes: readonly FileChange[]) => Promise<string>;
}

/** A check that takes longer is none that runs before each commit. */
const timeoutSeconds = 600;

/** Runs the check as the tests run, in the same work tree and the same sandbox, before there is a commit to test. */
export function createLocalCodeCheck({ command, commitAside, ...parts }: LocalCodeCheckParts): CodeCheck {
  return {
    command,
    async run({ taskId, commit, changes }, signal) {
      const checked = changes.length === 0 ? commit : await commitAside(commit, changes);
      const { outcome, reason, logTail } = await runTests(
        { ...parts, testCommand: command, timeoutSeconds },
        { taskId, commit: checked, first: [] },
        signal,
      );
      return { outcome, ...(reason === undefined ? {} : { reason }), logTail };
    },
  };
}
