import type { FixRecord } from '../tasks/fix/fix-record.ts';

/** Of a response to feedback, what it did itself: what was done before stands in the comments of before. */
export function ownPart(record: FixRecord): FixRecord {
  const { response, branch, pullRequest, iterations } = record;
  // On somebody else's pull request nothing was done before.
  if (!response?.head || pullRequest === null || branch === null) return record;
  return {
    ...record,
    base: { branch, sha: response.head },
    branch: null,
    baseline: null,
    plan: null,
    reproduction: null,
    iterations: iterations.slice(response.earlier),
  };
}
