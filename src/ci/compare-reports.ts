import { digestKey, failureKey, normalizeName } from './failure-key.ts';
import { commandFailureName } from './parse-results/parse-results.ts';
import type { TestFailure, TestReport } from './test-report.ts';

export interface ReportComparison {
  /** Failures of the head that the base did not have, those that hide other tests first. */
  readonly new: readonly TestFailure[];
  /** Failures of the head that the base had too, as the head tells them. */
  readonly old: readonly TestFailure[];
  /** Failures of the base whose tests ran in the head and passed, or are gone. */
  readonly cured: readonly TestFailure[];
  /** Failures of the base of which the head says nothing, because their file broke or the run was cut short. */
  readonly missing: readonly TestFailure[];
}

/**
 * Tells which failures a change brought. A test that was renamed or moved and fails as before is an old failure; of
 * tests with the same name as many are old as failed before. Where the base did not run, every failure is new.
 */
export function compareReports(base: TestReport, head: TestReport): ReportComparison {
  const known = groupByKey(base.results.failures);
  const leftOut = new Set(base.results.leftOut ?? []);
  const unknown: TestFailure[] = [];
  const old: TestFailure[] = [];
  for (const failure of head.results.failures) {
    const key = failureKey(failure);
    if (known.get(key)?.shift() !== undefined || leftOut.has(digestKey(key))) old.push(failure);
    else unknown.push(failure);
  }
  const gone = [...known.values()].flat();
  const moved = pairMoved(gone, unknown);
  const added = unknown.filter((failure) => !moved.has(failure));
  const isHidden = hiddenBy(head);
  const matched = new Set(moved.values());
  const left = gone.filter((failure) => !matched.has(failure));
  return {
    new: [...added].sort((one, other) => Number(other.kind === 'collection') - Number(one.kind === 'collection')),
    old: [...old, ...moved.keys()],
    cured: left.filter((failure) => !isHidden(failure)),
    missing: left.filter(isHidden),
  };
}

function groupByKey(failures: readonly TestFailure[]): Map<string, TestFailure[]> {
  const groups = new Map<string, TestFailure[]>();
  for (const failure of failures) {
    const key = failureKey(failure);
    const same = groups.get(key);
    if (same === undefined) groups.set(key, [failure]);
    else same.push(failure);
  }
  return groups;
}

/**
 * Pairs failures that are new by name with those that are gone: the same name in another file, or the same message in
 * the same file. Only where there is one candidate on both sides: a guess would hide what a change broke.
 */
function pairMoved(gone: readonly TestFailure[], unknown: readonly TestFailure[]): Map<TestFailure, TestFailure> {
  const pairs = new Map<TestFailure, TestFailure>();
  for (const sign of [sameName, sameMessage]) {
    const matched = new Set(pairs.values());
    const before = uniqueBy(
      gone.filter((failure) => !matched.has(failure)),
      sign,
    );
    const after = uniqueBy(
      unknown.filter((failure) => !pairs.has(failure)),
      sign,
    );
    for (const [key, failure] of after) {
      const match = before.get(key);
      if (match !== undefined) pairs.set(failure, match);
    }
  }
  return pairs;
}

function uniqueBy(
  failures: readonly TestFailure[],
  sign: (failure: TestFailure) => string | null,
): Map<string, TestFailure> {
  const unique = new Map<string, TestFailure>();
  const twice = new Set<string>();
  for (const failure of failures) {
    const key = sign(failure);
    if (key === null) continue;
    if (unique.has(key)) twice.add(key);
    unique.set(key, failure);
  }
  for (const key of twice) unique.delete(key);
  return unique;
}

function sameName({ kind, name }: TestFailure): string | null {
  return kind === 'collection' || name === commandFailureName ? null : normalizeName(name);
}

/** A message that many tests share says nothing about which of them it is. */
const leastMessage = 20;

function sameMessage({ kind, name, file, message }: TestFailure): string | null {
  if (kind === 'collection' || name === commandFailureName || file === undefined) return null;
  return message.length < leastMessage ? null : `${file}\n${normalizeName(message)}`;
}

/** Which failures of the base the head could not have shown. */
function hiddenBy({ outcome, results }: TestReport): (failure: TestFailure) => boolean {
  const { failures, failed, leftOut = [] } = results;
  const digests = new Set(leftOut);
  const broken = new Set(failures.filter(({ kind }) => kind === 'collection').map(({ file, name }) => file ?? name));
  // The command failed before or beside its tests, or failures were read that are not in the report.
  const isCut =
    outcome === 'not run' ||
    failures.some(({ name }) => name === commandFailureName) ||
    failed > failures.length + digests.size;
  return (failure) => isCut || broken.has(failure.file ?? failure.name) || digests.has(digestKey(failureKey(failure)));
}
