import { isTestPath } from '../../text/test-path.ts';

/** A dispatch's inputs are short, and what is run before all tests must be few of them. */
const mostTests = 20;
/** The list goes through a shell: anything but such names is left out. */
const plainPath = /^[A-Za-z0-9_][A-Za-z0-9_./@+-]*$/;

/**
 * The tests to run before all others, the nearest first: changed tests, then those that import what changed or are named
 * after it.
 * @param testsOf the tests that import a file.
 */
export async function nearestTests(
  changed: readonly string[],
  testsOf: (path: string) => Promise<readonly string[]>,
): Promise<string[]> {
  const nearest = new Set(changed.filter(isTestPath));
  for (const path of changed.filter((one) => !isTestPath(one))) {
    for (const test of await testsOf(path)) nearest.add(test);
  }
  return [...nearest].filter((path) => plainPath.test(path)).slice(0, mostTests);
}
