import { codeOf, type Placed } from './file-versions.ts';

export interface MatchedTests {
  readonly pairs: readonly { readonly before: Placed; readonly after: Placed }[];
  readonly gone: readonly Placed[];
  readonly added: readonly Placed[];
}

/** A line that so many tests share tells none of them. */
const mostSharing = 30;
const leastAlike = 0.5;

/**
 * Finds each test again: by its full name in its file, then by its name, then by its title, in any file, and then by its
 * body. The body of a renamed or moved test has at least half of its lines in common with the old one.
 */
export function matchTests(before: readonly Placed[], after: readonly Placed[]): MatchedTests {
  const pairs: { before: Placed; after: Placed }[] = [];
  let gone = [...before];
  let added = [...after];
  for (const key of [inFile, byName, byTitle]) {
    const waiting = groupBy(added, key);
    const taken = new Set<Placed>();
    gone = gone.filter((each) => {
      const found = waiting.get(key(each))?.shift();
      if (found === undefined) return true;
      taken.add(found);
      pairs.push({ before: each, after: found });
      return false;
    });
    added = added.filter((each) => !taken.has(each));
  }
  return matchBodies(pairs, gone, added);
}

const inFile = ({ file, unit }: Placed) => JSON.stringify([file.path, unit.name]);
const byName = ({ unit }: Placed) => unit.name;
const byTitle = ({ unit }: Placed) => unit.title;

function groupBy(items: readonly Placed[], key: (item: Placed) => string): Map<string, Placed[]> {
  const groups = new Map<string, Placed[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** Only tests that share a line are compared, so that the time does not grow with the square of their number. */
function matchBodies(
  pairs: { before: Placed; after: Placed }[],
  gone: readonly Placed[],
  added: readonly Placed[],
): MatchedTests {
  const codes = new Map(added.map((each) => [each, codeOf(each)] as const));
  const byLine = new Map<string, Set<Placed>>();
  for (const [each, code] of codes) {
    for (const line of code) byLine.set(line, (byLine.get(line) ?? new Set()).add(each));
  }
  const taken = new Set<Placed>();
  const left = gone.filter((each) => {
    const code = codeOf(each);
    const shared = new Map<Placed, number>();
    for (const line of code) {
      const having = byLine.get(line);
      if (having === undefined || having.size > mostSharing) continue;
      for (const other of having) if (!taken.has(other)) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    const [best] = [...shared].sort(([, a], [, b]) => b - a);
    if (best === undefined || best[1] < leastAlike * code.length) return true;
    taken.add(best[0]);
    pairs.push({ before: each, after: best[0] });
    return false;
  });
  return { pairs, gone: left, added: added.filter((each) => !taken.has(each)) };
}
