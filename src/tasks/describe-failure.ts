import { redactSecrets } from '../security/redact-secrets.ts';
import { EndTask, type Outcome } from './outcome.ts';

/** Errors of the language are defects of ours: their text says nothing to the people who read an outcome. */
const defects = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'AssertionError', 'ZodError']);
const longestReason = 500;

/** Turns whatever ended a task's code into its outcome: the one place where errors are translated for people. */
export function describeFailure(error: unknown, taskId: string): Outcome {
  if (error instanceof EndTask) return error.outcome;
  return { kind: 'failed', reason: sentence(error, taskId), next: 'Comment `/goat fix` to try again.' };
}

function sentence(error: unknown, taskId: string): string {
  if (!(error instanceof Error) || error.message === '' || defects.has(error.name)) {
    return `Something went wrong inside; the log has the details under task ${taskId}.`;
  }
  const text = redactSecrets(error.message).split('\n', 1)[0] ?? '';
  const answered = 'status' in error && typeof error.status === 'number' ? `GitHub answered ${error.status}: ` : '';
  return `${answered}${text}`.slice(0, longestReason);
}
