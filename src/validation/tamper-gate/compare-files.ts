import { isTestPath } from '../../text/test-path.ts';
import { compareMocks } from './compare-mocks.ts';
import { compareTests, type Pool } from './compare-tests.ts';
import { type FileVersion, type Placed, sourceOf } from './file-versions.ts';
import { finding } from './finding.ts';
import { isCollected } from './is-collected.ts';
import { type MatchedTests, matchTests } from './match-tests.ts';
import { withoutMerged } from './merged-tests.ts';
import type { ReadChange } from './read-change.ts';
import type { Assertion, TestUnit } from './read-unit.ts';
import type { Tampering } from './tampering.ts';
import { countValues, without } from './without.ts';

/** Each is looked at for every test that loses an assertion. */
const mostNewTests = 200;

/** What runs before tests of other files. */
const preparesTests =
  /(?:^|\/)(?:conftest\.py|(?:[\w.-]*\.)?(?:setup|setupTests|test-setup)[\w.-]*\.[cm]?[jt]sx?|(?:spec|test|rails)_helper\.rb|test_helper\.exs)$/;

/**
 * The tests of all files of a patch, each held against what it was.
 * @param sources files of the patch that hold code, and no tests by their paths.
 */
export function compareFiles(read: readonly ReadChange[], sources: readonly string[], requested: string): Tampering[] {
  const before = read.flatMap(({ old }) => (old ? [old] : []));
  const after = read.flatMap(({ now }) => (now ? [now] : []));
  const { pairs, gone, added } = matchTests(placed(before, 'test'), placed(after, 'test'));
  const shared = sharedUnits(read);
  const pool = poolOf(before, after, added, requested);
  const deletedFiles = new Set(read.flatMap(({ path, after: text }) => (text === null ? [path] : [])));
  const found = [...pairs, ...shared].flatMap((pair) => compareTests(pair.before, pair.after, pool));
  return [
    ...onceEach(found),
    ...hiddenTests(read),
    ...renamedAway(pairs),
    ...shadowedTests(read),
    ...deletions(withoutMerged(gone, before, after, added), deletedFiles, pool),
    ...deletedScripts(read, pool),
    ...mocks(read, added, sources),
  ];
}

/** Stand-ins in what is there and in what prepares it: a new test may use what it likes. */
function mocks(read: readonly ReadChange[], added: readonly Placed[], sources: readonly string[]): Tampering[] {
  return read.flatMap(({ path, old, now }) => {
    const isOfTests = old?.units.some(({ kind }) => kind === 'test') === true || preparesTests.test(path);
    if (!now || !isOfTests) return [];
    const fresh = added.filter(({ file }) => file === now).map(({ unit }) => unit);
    return compareMocks(old?.mocks ?? [], now, sources).filter(
      ({ line }) => !fresh.some((unit) => line >= unit.line && line <= unit.endLine),
    );
  });
}

function placed(files: readonly FileVersion[], kind: string): Placed[] {
  return files.flatMap((file) => file.units.filter((unit) => unit.kind === kind).map((unit) => ({ file, unit })));
}

/** What tests of one file share: functions by their names, and all that stands outside. Only in files of tests. */
function sharedUnits(read: readonly ReadChange[]): { before: Placed; after: Placed }[] {
  return read.flatMap(({ path, old, now }) => {
    if (!old || !now || !isTestPath(path)) return [];
    const known = new Map(now.units.filter(({ kind }) => kind !== 'test').map((unit) => [unit.name, unit] as const));
    return old.units
      .filter(({ kind }) => kind !== 'test')
      .flatMap((unit) => {
        const same = known.get(unit.name);
        return same ? [{ before: { file: old, unit }, after: { file: now, unit: same } }] : [];
      });
  });
}

function poolOf(
  before: readonly FileVersion[],
  after: readonly FileVersion[],
  added: readonly Placed[],
  requested: string,
): Pool {
  const live = (files: readonly FileVersion[], without?: ReadonlySet<TestUnit>): Assertion[] =>
    files.flatMap(({ path, units }) =>
      units
        .filter((unit) => (unit.kind === 'test' || isTestPath(path)) && !without?.has(unit))
        .flatMap(({ assertions }) => assertions.filter(isLive)),
    );
  const key = (assertion: Assertion) => assertion.key;
  const moved = (to: readonly Assertion[]) => countValues(without(to, live(before).map(key), key).map(key));
  const newTests = new Set(added.map(({ unit }) => unit));
  const helpers = (files: readonly FileVersion[]) => placed(files, 'helper');
  const known = new Set(helpers(before).map(({ unit }) => unit.title));
  const newHelpers = new Map(
    helpers(after)
      .filter(({ unit }) => !known.has(unit.title))
      .map(({ unit }) => [unit.title, unit.assertions.filter(isLive).length] as const),
  );
  return {
    addedAssertions: moved(live(after)),
    movedAssertions: moved(live(after, newTests)),
    ...{ newHelpers, newTests: [...newTests].slice(0, mostNewTests), requested },
  };
}

const isLive = ({ state }: Assertion) => state === 'live';

/** A mark on a group skips all its tests, and is one finding. */
function onceEach(found: readonly Tampering[]): Tampering[] {
  const said = new Set<string>();
  return found.filter(({ kind, path, line }) => {
    if (kind !== 'test skipped') return true;
    const mark = JSON.stringify([path, line]);
    return !said.has(mark) && said.add(mark);
  });
}

/** `it.only`, new or not, where the file has other tests. */
function hiddenTests(read: readonly ReadChange[]): Tampering[] {
  return read.flatMap(({ path, old, now }) => {
    const marks = (file: FileVersion | undefined) => file?.units.flatMap(({ only }) => (only ? [only] : [])) ?? [];
    const [mark] = marks(now);
    if (!now || mark === undefined || marks(old).length > 0 || !old?.units.some(({ kind }) => kind === 'test'))
      return [];
    const message = 'Only the marked tests of this file would run.';
    const place = { path, line: mark.line, side: 'after' as const, kind: 'other tests hidden' as const };
    return [finding({ ...place, message, before: '', after: mark.text, blocking: true })];
  });
}

/** In Python, of two functions with one name only the later is there. */
function shadowedTests(read: readonly ReadChange[]): Tampering[] {
  const twice = (file: FileVersion | undefined) => {
    const tests = file?.units.filter(({ kind }) => kind === 'test') ?? [];
    const lastLines = new Map(tests.map(({ name, line }) => [name, line] as const));
    return tests.filter(({ name, line }) => lastLines.get(name) !== line);
  };
  return read.flatMap(({ path, old, now }) => {
    if (!now || !path.endsWith('.py')) return [];
    const known = new Set(twice(old).map(({ name }) => name));
    return twice(now)
      .filter(({ name }) => !known.has(name))
      .map(({ name, line }) => {
        const message = 'A second test of the same name would take its place.';
        const place = { path, line, side: 'after' as const, kind: 'test deleted' as const, test: name };
        return finding({ ...place, message, before: now.lines[line - 1] ?? '', after: '', blocking: true });
      });
  });
}

/** Files whose new name no longer tells the framework that they hold tests. */
function renamedAway(pairs: MatchedTests['pairs']): Tampering[] {
  const moved = pairs.filter(
    ({ before, after }) => isCollected(before.file.path) === true && isCollected(after.file.path) === false,
  );
  return [...new Set(moved.map(({ after }) => after.file.path))].map((path) => {
    const tests = moved.filter(({ after }) => after.file.path === path);
    const message = `The name of this file would no longer tell that it holds ${tests.length === 1 ? 'a test' : 'tests'}.`;
    const names = tests.map(({ before }) => before.file.path).slice(0, 1);
    const place = { path, line: 1, side: 'after' as const, kind: 'test file deleted' as const };
    return finding({ ...place, message, before: names.join('\n'), after: path, blocking: true });
  });
}

/** A test is not deleted if all that it asserted is asserted elsewhere in the patch. */
function deletions(gone: readonly Placed[], deletedFiles: ReadonlySet<string>, pool: Pool): Tampering[] {
  const lost = gone.filter(({ unit }) => {
    const live = unit.assertions.filter(isLive);
    return live.length === 0 || !live.every(({ key }) => (pool.addedAssertions.get(key) ?? 0) > 0);
  });
  const ofFiles = [...deletedFiles].flatMap((path) => {
    const tests = lost.filter(({ file }) => file.path === path);
    const message = `This file would be deleted with ${tests.length} ${tests.length === 1 ? 'test' : 'tests'}.`;
    const place = { path, line: 1, side: 'before' as const, kind: 'test file deleted' as const };
    const names = tests.map(({ unit }) => unit.name).join('\n');
    return tests.length === 0 ? [] : [finding({ ...place, message, before: names, after: '', blocking: true })];
  });
  const single = lost
    .filter(({ file }) => !deletedFiles.has(file.path))
    .map((each) =>
      finding({
        ...{ path: each.file.path, line: each.unit.line, side: 'before', kind: 'test deleted', test: each.unit.name },
        message: 'This test would be deleted, or no longer be found as a test.',
        before: sourceOf(each),
        ...{ after: '', blocking: true },
      }),
    );
  return [...ofFiles, ...single];
}

/** Files of tests that hold assertions and no tests: scripts that fail by themselves, and functions that tests share. */
function deletedScripts(read: readonly ReadChange[], pool: Pool): Tampering[] {
  return read.flatMap(({ path, old, after }) => {
    if (after !== null || !old || !isTestPath(path) || old.units.some(({ kind }) => kind === 'test')) return [];
    const live = old.units.flatMap(({ assertions }) => assertions.filter(isLive));
    if (live.every(({ key }) => (pool.addedAssertions.get(key) ?? 0) > 0)) return [];
    const message = `This file would be deleted with ${live.length} ${live.length === 1 ? 'assertion' : 'assertions'}.`;
    const place = { path, line: 1, side: 'before' as const, kind: 'test file deleted' as const };
    return [finding({ ...place, message, before: live.map(({ text }) => text).join('\n'), after: '', blocking: true })];
  });
}
