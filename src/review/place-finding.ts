import type { Finding, LineRange } from './finding.ts';
import type { Hunk } from './parse-hunks.ts';

/** Where GitHub shows a comment. A start stands only where there is more than one line, and in the same hunk. */
export interface Anchor {
  readonly path: string;
  readonly side: 'LEFT' | 'RIGHT';
  readonly line: number;
  readonly startLine: number | null;
}

/** Of a finding, what says where it is. */
export type Place = Pick<Finding, 'path' | 'lines' | 'removed'>;

/**
 * The place of a finding inside the diff, or null where it has none: GitHub refuses a whole review for one line outside.
 * Removed code is shown on the left, where it stands; a range that leaves its hunk is cut to what the hunk has of it.
 * @param hunks of the finding's file in the pull request's own diff.
 * @param leftIsBase whether the old lines of the finding are those of the diff's left side.
 */
export function placeFinding(finding: Place, hunks: readonly Hunk[], leftIsBase: boolean): Anchor | null {
  const { path, lines, removed } = finding;
  const left = removed !== null && leftIsBase ? within(hunks, 'old', removed) : null;
  if (left !== null) return { path, side: 'LEFT', ...left };
  const right = within(hunks, 'now', lines);
  return right === null ? null : { path, side: 'RIGHT', ...right };
}

/** Whether an anchor covers a finding's lines exactly: only then may a suggestion replace them. */
export function coversExactly({ side, line, startLine }: Anchor, { lines }: Pick<Finding, 'lines'>): boolean {
  return side === 'RIGHT' && line === lines.end && (startLine ?? line) === lines.start;
}

function within(
  hunks: readonly Hunk[],
  side: 'old' | 'now',
  range: LineRange,
): Pick<Anchor, 'line' | 'startLine'> | null {
  for (const { lines } of hunks) {
    const inside = lines.flatMap((line) => {
      const number = line[side];
      return number !== null && number >= range.start && number <= range.end ? [number] : [];
    });
    const [first, last] = [inside[0], inside.at(-1)];
    if (first === undefined || last === undefined) continue;
    return { line: last, startLine: first === last ? null : first };
  }
  return null;
}
