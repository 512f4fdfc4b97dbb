import { findSecret } from '../../security/redact-secrets.ts';
import type { FileChange } from '../../workspace/workspace.ts';
import { addedLines } from '../added-lines.ts';

/** The sentence names the kind of the secret only: it is shown to people. */
export function whySecret(change: FileChange): string | undefined {
  const kind = findSecret(addedLines(change).join('\n'));
  return kind === undefined
    ? undefined
    : `The patch adds what looks like ${kind}. Read it from the environment instead.`;
}
