/** A line of a diff with its number on each side; null where it does not stand there. */
export interface HunkLine {
  readonly old: number | null;
  readonly now: number | null;
  readonly text: string;
}

export interface Hunk {
  readonly lines: readonly HunkLine[];
}

/** The hunks of one file's patch, as git writes them. */
export function parseHunks(patch: string): Hunk[] {
  const hunks: { lines: HunkLine[] }[] = [];
  let [old, now] = [0, 0];
  for (const line of patch === '' ? [] : patch.split('\n')) {
    const head = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (head !== null) {
      [old, now] = [Number(head[1]), Number(head[2])];
      hunks.push({ lines: [] });
      continue;
    }
    const sign = line.charAt(0);
    if (sign === '\\') continue;
    const isOld = sign !== '+';
    const isNew = sign !== '-';
    hunks.at(-1)?.lines.push({ old: isOld ? old : null, now: isNew ? now : null, text: line.slice(1) });
    if (isOld) old += 1;
    if (isNew) now += 1;
  }
  return hunks;
}

/** The lines that a change added or removed, by their numbers on that side. */
export function changedLines(hunks: readonly Hunk[], side: 'old' | 'now'): number[] {
  const other = side === 'old' ? 'now' : 'old';
  return hunks.flatMap(({ lines }) =>
    lines.flatMap((line) => {
      const number = line[side];
      return number !== null && line[other] === null ? [number] : [];
    }),
  );
}
