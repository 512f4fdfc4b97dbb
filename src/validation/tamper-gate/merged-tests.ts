import type { FileVersion, Placed } from './file-versions.ts';
import type { Assertion, TestUnit } from './read-unit.ts';
import { isWeaker } from './strength.ts';
import { countValues } from './without.ts';

/**
 * Without the tests that went into others: those of which the patch loses no assertion and no value, and those that became
 * rows of a table, whose test has all of their values and asserts no less.
 */
export function withoutMerged(
  gone: readonly Placed[],
  before: readonly FileVersion[],
  after: readonly FileVersion[],
  added: readonly Placed[],
): Placed[] {
  const running = withoutNew(before, after);
  const [assertions, values] = [fewer(before, running, assertionsOf), fewer(before, running, valuesOf)];
  const tables = added.filter(({ unit }) => unit.rows !== undefined);
  const rows = new Map(tables.map((table) => [table, table.unit.rows ?? 0]));
  return gone.filter(({ unit }) => {
    const live = unit.assertions.filter(isLive);
    if (live.length === 0) return true;
    const isWhole = !live.some(({ key }) => assertions.has(key)) && !valuesOf(unit).some((value) => values.has(value));
    const table = isWhole ? undefined : tables.find((each) => (rows.get(each) ?? 0) > 0 && isRowOf(unit, each.unit));
    if (table) rows.set(table, (rows.get(table) ?? 0) - 1);
    return !isWhole && table === undefined;
  });
}

const isLive = ({ state }: Assertion) => state === 'live';
const assertionsOf = ({ assertions }: TestUnit) => assertions.filter(isLive).map(({ key }) => key);
const valuesOf = ({ literals }: TestUnit) => literals.map(({ value }) => value);

/** What runs for sure: functions that the patch adds may be called by nothing, and tests may be skipped. */
function withoutNew(before: readonly FileVersion[], after: readonly FileVersion[]): FileVersion[] {
  const titles = (kind: TestUnit['kind']) =>
    before.flatMap(({ units }) => units.filter((unit) => unit.kind === kind).map(({ title }) => title));
  const known = new Set(titles('helper'));
  const runs = ({ kind, title, skip, uncollected, conditional }: TestUnit) =>
    kind === 'test' ? !(skip || uncollected || conditional) : kind === 'helper' && known.has(title);
  return after.map((file) => ({ ...file, units: file.units.filter(runs) }));
}

/** What there is less often than before, in all files of the patch. */
function fewer(
  before: readonly FileVersion[],
  after: readonly FileVersion[],
  read: (unit: TestUnit) => readonly string[],
): Set<string> {
  const countsOf = (files: readonly FileVersion[]) => countValues(files.flatMap(({ units }) => units.flatMap(read)));
  const left = countsOf(after);
  return new Set([...countsOf(before)].flatMap(([each, count]) => (count > (left.get(each) ?? 0) ? [each] : [])));
}

function isRowOf(unit: TestUnit, table: TestUnit): boolean {
  const known = new Set(valuesOf(table));
  const own = valuesOf(unit);
  const live = table.assertions.filter(isLive);
  const isHeld = (was: Assertion) => live.some((is) => !isWeaker(is.strength, was.strength));
  return own.length > 0 && own.every((value) => known.has(value)) && unit.assertions.filter(isLive).every(isHeld);
}
