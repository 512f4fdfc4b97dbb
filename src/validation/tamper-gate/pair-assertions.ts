import type { Assertion } from './read-unit.ts';
import { isWeaker } from './strength.ts';

export interface AssertionPair {
  readonly was: Assertion;
  readonly is: Assertion;
  /** Whether both are about the same expression. */
  readonly sameSubject: boolean;
}

/**
 * Finds for each assertion that went away the one that came in its place: about the same subject first, then one that is
 * as strong, then any. Linear in their number.
 */
export function pairAssertions(
  removed: readonly Assertion[],
  added: readonly Assertion[],
): { readonly pairs: readonly AssertionPair[]; readonly lost: readonly Assertion[] } {
  const pairs: AssertionPair[] = [];
  const left = pairBy(
    removed,
    added,
    ({ subject }) => subject,
    (was, is) => {
      pairs.push({ was, is, sameSubject: true });
    },
  );
  const equal = pairBy(
    left.removed,
    left.added,
    ({ strength }) => strength,
    (was, is) => {
      pairs.push({ was, is, sameSubject: false });
    },
  );
  const [strongest, weakest] = [sortByStrength(equal.removed), sortByStrength(equal.added)];
  const count = Math.min(strongest.length, weakest.length);
  for (let index = 0; index < count; index += 1) {
    const [was, is] = [strongest[index], weakest[index]];
    if (was && is) pairs.push({ was, is, sameSubject: false });
  }
  return { pairs, lost: strongest.slice(count) };
}

/** The strongest first. */
function sortByStrength(assertions: readonly Assertion[]): Assertion[] {
  return [...assertions].sort(
    (a, b) => Number(isWeaker(a.strength, b.strength)) - Number(isWeaker(b.strength, a.strength)),
  );
}

function pairBy(
  removed: readonly Assertion[],
  added: readonly Assertion[],
  key: (assertion: Assertion) => string,
  take: (was: Assertion, is: Assertion) => void,
): { removed: Assertion[]; added: Assertion[] } {
  const waiting = new Map<string, Assertion[]>();
  for (const each of added) {
    const same = waiting.get(key(each));
    if (same) same.push(each);
    else waiting.set(key(each), [each]);
  }
  const taken = new Set<Assertion>();
  const rest = removed.filter((was) => {
    const is = key(was) === '' ? undefined : waiting.get(key(was))?.shift();
    if (is === undefined) return true;
    taken.add(is);
    take(was, is);
    return false;
  });
  return { removed: rest, added: added.filter((each) => !taken.has(each)) };
}
