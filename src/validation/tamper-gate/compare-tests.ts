import { compareValues } from './compare-values.ts';
import { codeOf, type Placed, sourceOf } from './file-versions.ts';
import { finding } from './finding.ts';
import { isLooserMatcher } from './is-looser-matcher.ts';
import { narrowedLoops } from './narrowed-loops.ts';
import { pairAssertions } from './pair-assertions.ts';
import type { Assertion, TestUnit } from './read-unit.ts';
import { isWeaker } from './strength.ts';
import type { Tampering, TamperingKind } from './tampering.ts';
import { countValues, without } from './without.ts';

export interface Pool {
  /** Assertions that the patch adds anywhere. */
  readonly addedAssertions: ReadonlyMap<string, number>;
  /** Those of them in what was there before: what a test loses may have moved there. Taken out as they are used. */
  readonly movedAssertions: Map<string, number>;
  /** How many assertions a shared function has that the patch adds, by its name. */
  readonly newHelpers: ReadonlyMap<string, number>;
  /** Tests that the patch adds. */
  readonly newTests: readonly TestUnit[];
  readonly requested: string;
}

/** What of one test became less than it was. */
export function compareTests(before: Placed, after: Placed, pool: Pool): Tampering[] {
  const found: Tampering[] = [];
  const { unit: old } = before;
  const { unit: now } = after;
  const isFile = old.kind === 'file';
  const add = (kind: TamperingKind, line: number, message: string, was: string, is: string) =>
    found.push(
      finding({
        ...{ path: after.file.path, line, side: 'after', kind, message, before: was, after: is, blocking: true },
        ...(isFile ? {} : { test: now.name }),
      }),
    );
  const text = (assertions: readonly Assertion[]) => assertions.map((each) => each.text).join('\n');

  if (now.uncollected && !old.uncollected) {
    add('test deleted', now.line, 'This test would no longer be found as a test.', firstLine(before), firstLine(after));
    return found;
  }
  if (now.kind === 'test' && now.conditional && !old.conditional && !old.skip) {
    add('test skipped', now.line, 'This test would run under a condition only.', firstLine(before), firstLine(after));
    return found;
  }
  if (now.skip && (!old.skip || (now.skip.marks ?? 0) > (old.skip.marks ?? 0))) {
    add('test skipped', now.skip.line, 'This test ran before and would be skipped.', firstLine(before), now.skip.text);
    return found;
  }
  if (old.rows !== undefined && now.rows !== undefined && now.rows < old.rows) {
    const message = `The table of this test had ${old.rows} rows and would have ${now.rows}.`;
    add('fewer cases', now.line, message, sourceOf(before), sourceOf(after));
  }

  const [narrowed] = isFile ? [] : narrowedLoops(sourceOf(before), sourceOf(after));
  if (narrowed !== undefined) {
    add('fewer cases', now.line, 'This test would go over a part of its cases.', sourceOf(before), narrowed);
  }

  if (now.retried && !old.retried) {
    const message = 'A failure of this test would be tried again until it passes.';
    add('wider tolerance', now.retried.line, message, firstLine(before), now.retried.text);
  }

  const live = old.assertions.filter(({ state }) => state === 'live');
  const kept = now.assertions.filter(({ state }) => state === 'live');
  const swallowed = now.assertions.filter(({ state }) => state === 'swallowed');
  const newlySwallowed = without(
    swallowed,
    old.assertions.filter(({ state }) => state === 'swallowed').map(keyOf),
    keyOf,
  ).slice(0, Math.max(0, swallowed.length - (old.assertions.length - live.length)));
  if (newlySwallowed.length > 0 && live.length > kept.length) {
    const message = 'A failure of this assertion would be caught, and the test would go on.';
    add('swallowed assertion', newlySwallowed[0]?.line ?? now.line, message, text(live), text(newlySwallowed));
  }
  const guarded = newlyGuarded(live, kept);
  if (guarded.length > 0) {
    const message = 'This assertion would be made under a condition only.';
    add('conditional assertion', guarded[0]?.line ?? now.line, message, text(live), text(guarded));
  }
  const removed = without(live, kept.map(keyOf), keyOf);
  const added = without(kept, live.map(keyOf), keyOf);
  const called = new Set(old.calls);
  const credit = now.calls
    .filter((name) => !called.has(name))
    .reduce((sum, name) => sum + (pool.newHelpers.get(name) ?? 0), 0);
  const { pairs, lost } = pairAssertions(removed, added);
  const staying = lost.length === 0 ? lost : without(lost, splitOff(old, pool.newTests), keyOf);
  const reallyLost = staying.slice(0, Math.max(0, staying.length - credit - newlySwallowed.length)).filter((each) => {
    const elsewhere = pool.movedAssertions.get(each.key) ?? 0;
    if (elsewhere > 0) pool.movedAssertions.set(each.key, elsewhere - 1);
    return elsewhere === 0;
  });
  const isEmptied =
    live.length > 0
      ? kept.length === 0 && credit === 0 && newlySwallowed.length === 0 && reallyLost.length > 0
      : old.kind === 'test' &&
        codeOf(before).length > 0 &&
        codeOf(after).length === 0 &&
        after.unit.endLine > after.unit.line;
  if (isEmptied) {
    const message = isFile
      ? 'No assertion outside its tests would be left in this file.'
      : 'Nothing that this test asserts would be left, or be reached.';
    add('test emptied', now.line, message, live.length > 0 ? text(live) : sourceOf(before), sourceOf(after));
  } else if (reallyLost.length > 0) {
    const message = `This ${old.kind === 'helper' ? 'function' : 'test'} had ${live.length} assertions and would have ${kept.length}.`;
    add('fewer assertions', now.line, message, text(reallyLost), text(added));
  }
  const isMadeLess = countFree(kept) < countFree(live);
  for (const { was, is, sameSubject } of pairs) {
    if (is.guarded && !was.guarded && (sameSubject || isMadeLess)) {
      const message = 'This assertion would be made under a condition only.';
      add('conditional assertion', is.line, message, was.text, is.text);
    }
    if (sameSubject && isLooserMatcher(was.text, is.text)) {
      add('weaker assertion', is.line, 'The assertion would take more values for equal.', was.text, is.text);
    }
    if (!isWeaker(is.strength, was.strength)) continue;
    const message = `The assertion was ${was.strength} and would be ${is.strength}: more results would pass it.`;
    add('weaker assertion', is.line, message, was.text, is.text);
  }
  if (found.length > 0) return found;
  return compareValues(before, after, pairs, pool.requested);
}

const countFree = (assertions: readonly Assertion[]) => assertions.filter(({ guarded }) => !guarded).length;

/** The keys of the assertions that went from a test into new ones, which assert and use nothing that it did not. */
function splitOff(old: TestUnit, newTests: readonly TestUnit[]): string[] {
  const [keys, values] = [new Set(old.assertions.map(keyOf)), new Set(old.literals.map(({ value }) => value))];
  return newTests
    .filter(({ skip, uncollected, conditional }) => !skip && !uncollected && !conditional)
    .filter(
      ({ assertions, literals }) =>
        assertions.every(({ key }) => keys.has(key)) && literals.every(({ value }) => values.has(value)),
    )
    .flatMap(({ assertions }) => assertions.filter(({ state }) => state === 'live').map(keyOf));
}

/** Those under a condition that were made without one. */
function newlyGuarded(before: readonly Assertion[], after: readonly Assertion[]): Assertion[] {
  const free = (assertions: readonly Assertion[]) => assertions.filter(({ guarded }) => !guarded);
  const bound = (assertions: readonly Assertion[]) => assertions.filter(({ guarded }) => guarded);
  const lost = countValues(without(free(before), free(after).map(keyOf), keyOf).map(keyOf));
  return without(bound(after), bound(before).map(keyOf), keyOf).filter(({ key }) => (lost.get(key) ?? 0) > 0);
}

function keyOf({ key }: Assertion): string {
  return key;
}

function firstLine({ file, unit }: Placed): string {
  return file.lines[unit.line - 1] ?? '';
}
