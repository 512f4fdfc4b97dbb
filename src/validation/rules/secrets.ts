import { findSecret } from '../../security/redact-secrets.ts';
import { isTestPath } from '../../text/test-path.ts';
import type { FileChange } from '../../workspace/workspace.ts';
import { addedLines } from '../added-lines.ts';

/** The sentence names the kind of the secret only: it is shown to people. */
export function whySecret(change: FileChange): string | undefined {
  const lines = addedLines(change);
  const kind = findSecret(lines.join('\n')) ?? (isTestPath(change.path) ? undefined : randomValue(lines));
  return kind === undefined
    ? undefined
    : `The patch adds what looks like ${kind}. Read it from the environment instead.`;
}

/** Longer lines are data. */
const longestLine = 500;
/** A quoted value that is given to a name for secrets. */
const assigned =
  /(?:api_?key|secret(?:_?key)?|(?:access|auth|refresh|bearer)_?token|access_?key|private_?key|passw(?:or)?d|client_?secret)["']?\s{0,4}(?::|=>?)\s{0,4}["']([A-Za-z0-9+/_=-]{20,200})["']/i;
/** Bits a character: base64 of random bytes has about 4.4 in 24 characters, words and identifiers have less than 3.7. */
const leastEntropy = 3.8;

/** A value that looks random, beside a name that says that it is secret. */
function randomValue(lines: readonly string[]): string | undefined {
  const isRandom = lines.some((line) => {
    const value = line.length > longestLine ? undefined : assigned.exec(line)?.[1];
    return value !== undefined && /\d/.test(value) && /[A-Za-z]/.test(value) && entropyOf(value) >= leastEntropy;
  });
  return isRandom ? 'a secret written down' : undefined;
}

function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - (count / text.length) * Math.log2(count / text.length), 0);
}
