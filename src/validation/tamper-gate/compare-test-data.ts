import { finding } from './finding.ts';
import type { Tampering } from './tampering.ts';

/** A file that keeps less than this part of its lines counts as cut down. */
const leastKept = 0.7;
const fewestLines = 5;

/**
 * Files of tests that no grammar reads: judged by their lines alone. One that goes away without coming up elsewhere, or
 * that loses more than three tenths of its lines, is a finding.
 */
export function compareTestData(
  path: string,
  before: string | null,
  after: string | null,
  isElsewhere: boolean,
): Tampering[] {
  if (before === null || (after === null && isElsewhere)) return [];
  const [old, now] = [linesOf(before), linesOf(after ?? '')];
  const isCut = old.length - now.length >= fewestLines && now.length < leastKept * old.length;
  if (after !== null && !isCut) return [];
  return [
    finding({
      path,
      line: 1,
      side: 'before',
      kind: 'test data lost',
      message:
        after === null
          ? 'A file of the tests would be deleted; it was judged by its lines only.'
          : `A file of the tests would shrink from ${old.length} to ${now.length} lines; it was judged by its lines only.`,
      before,
      after: after ?? '',
      blocking: true,
    }),
  ];
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
