import type { Tampering } from '../../validation/tamper-gate/tampering.ts';
import type { Finding } from '../finding.ts';

/** What is worth a word where a person changes tests; new values and new data are what a change of behaviour needs. */
const kinds: ReadonlySet<Tampering['kind']> = new Set([
  'test file deleted',
  'test deleted',
  'test skipped',
  'other tests hidden',
  'test emptied',
  'fewer assertions',
  'weaker assertion',
  'swallowed assertion',
  'conditional assertion',
  'wider tolerance',
  'check suppressed',
]);

export const isWeakening = ({ kind }: Tampering) => kinds.has(kind);

/** What the rules of the tamper gate say of tests and checks, as a finding: here nothing is blocked by it. */
export function weakenedTest({ path, line, side, kind, test, message, before, after }: Tampering): Finding {
  const place = { start: line, end: line };
  return {
    rule: `tests: ${kind}`,
    category: 'test gap',
    severity: 'minor',
    path,
    lines: place,
    removed: side === 'before' ? place : null,
    symbol: test ?? '',
    title: message,
    consequence: 'What it would have caught is no longer caught.',
    suggestion: null,
    quote: side === 'before' ? before : after,
  };
}
