import type { TestResults } from '../test-report.ts';
import { readSpecFailures } from './node-test-spec.ts';
import { readTapFailures } from './node-test-tap.ts';

/** `ℹ pass 3` of the spec reporter, `# pass 3` of TAP. */
const total = /^(?:ℹ|#) (tests|pass|fail|cancelled|skipped|todo) (\d{1,9})$/;

/**
 * Reads what `node --test` prints, by its spec reporter or as TAP (fixtures: Node 20 and 24); null where the log is
 * neither. Expects a cleaned log.
 */
export function parseNodeTest(log: string): TestResults | null {
  const lines = log.split('\n');
  const totals = new Map<string, number>();
  for (const line of lines) {
    const [, name, count] = total.exec(line) ?? [];
    if (name !== undefined) totals.set(name, (totals.get(name) ?? 0) + Number(count));
  }
  const isTap = lines.some((line) => line.startsWith('TAP version '));
  const failures = isTap ? readTapFailures(lines) : readSpecFailures(lines);
  if (!totals.has('pass') && failures.length === 0) return null;
  const count = (name: string) => totals.get(name) ?? 0;
  return {
    format: 'node-test',
    passed: count('pass'),
    failed: totals.has('fail') ? count('fail') + count('cancelled') : failures.length,
    skipped: count('skipped') + count('todo'),
    failures,
  };
}
