import { without } from './without.ts';

const checking = /assert|expect|verify|check|should|\btest|@Test|Fact|Theory/i;
const silencing = /skip|ignore|disabled|#if|return|\/\*|\/\//i;

/**
 * Whether a file of tests may say less than before, judged by lines alone where no parser comes through: a line that
 * asserts or defines a test goes away or changes, or one comes that may skip.
 */
export function losesChecks(before: string, after: string): boolean {
  const linesOf = (text: string) => text.split('\n').map((line) => line.replaceAll(/\s+/g, ' ').trim());
  const key = (line: string) => line;
  const [old, now] = [linesOf(before), linesOf(after)];
  return (
    without(old, now, key).some((line) => checking.test(line)) ||
    without(now, old, key).some((line) => silencing.test(line))
  );
}
