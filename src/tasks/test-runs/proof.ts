import { failureKey } from '../../ci/failure-key.ts';
import type { FixRecord } from '../fix/fix-record.ts';

/** The keys of what the fix has to cure: the failures that show the issue. */
export function targetsOf({ reproduction }: FixRecord): ReadonlySet<string> {
  return new Set((reproduction?.failures ?? []).map(failureKey));
}

/** The keys of tests that both failed and passed on one commit of this task. */
export function flakyKeys({ iterations }: FixRecord): ReadonlySet<string> {
  return new Set(iterations.flatMap(({ verdict }) => verdict.flaky.map(failureKey)));
}
