import { createHash } from 'node:crypto';
import type { Tampering } from './tampering.ts';

/**
 * A hash of what was shown: paths, kinds, tests and lines, those that the quotes cut included. The order of the findings
 * and the numbers of their lines do not matter. `/goat allow-test-edits` is bound to it.
 */
export function tamperHash(findings: readonly Tampering[]): string {
  const shown = findings.map(({ path, kind, test, before, after, digest, blocking }) =>
    JSON.stringify([path, kind, test ?? null, before, after, digest, blocking]),
  );
  return createHash('sha256').update(JSON.stringify(shown.sort())).digest('hex');
}
