import { diffArrays } from 'diff';
import { type Cause, type Choice, causeOf, squash } from './causes.ts';

/** One conflict of git's merge by line, with what people made of it. */
export interface Conflict extends Choice {
  readonly cause: Cause;
  readonly shape: Shape;
}

/** What the sides did there. */
export const shapes = ['both added', 'one deleted', 'one line', 'lines'] as const;
export type Shape = (typeof shapes)[number];

type Lines = Record<'base' | 'left' | 'right', string[]>;

/** Edits beyond which what people committed is not laid beside git's merge. */
const maxEditLength = 5_000;

/**
 * The conflicts of a merge by line with the base in them (`diff3`), each with what people committed between the lines
 * before and behind it. Where they changed those as well, they belong to it, and conflicts between which nothing is left
 * are one.
 */
export function conflictsOf(withBase: string, merged: string): Conflict[] {
  const { lines, hunks } = readHunks(withBase);
  const parts = diffArrays(lines, merged.split('\n'), { maxEditLength });
  const found: Conflict[] = [];
  let gone: string[] = [];
  let now: string[] = [];
  const close = () => {
    if (gone.some((line) => hunks.has(line)))
      found.push(
        conflictOf(
          gone.map((line) => hunks.get(line) ?? line),
          now,
        ),
      );
    [gone, now] = [[], []];
  };
  for (const { value, added, removed } of parts ?? []) {
    if (added) now.push(...value);
    else if (removed) gone.push(...value);
    else close();
  }
  close();
  return found;
}

function conflictOf(parts: readonly (Lines | string)[], merged: readonly string[]): Conflict {
  const text = (side: keyof Lines) =>
    parts.flatMap((part) => (typeof part === 'string' ? [part] : part[side])).join('\n');
  const choice = { base: text('base'), left: text('left'), right: text('right'), merged: merged.join('\n') };
  const hunks = parts.filter((part) => typeof part !== 'string');
  const shape: Shape = hunks.every(({ base }) => base.length === 0)
    ? 'both added'
    : hunks.some(({ left, right }) => left.length === 0 || right.length === 0)
      ? 'one deleted'
      : hunks.every(({ base }) => base.length === 1)
        ? 'one line'
        : 'lines';
  return { ...choice, cause: causeOf(choice), shape };
}

/** The lines of a merge with one line for each conflict, that no file has. */
function readHunks(withBase: string): { readonly lines: string[]; readonly hunks: ReadonlyMap<string, Lines> } {
  const lines: string[] = [];
  const hunks = new Map<string, Lines>();
  let open: Lines | undefined;
  let at: keyof Lines = 'left';
  for (const line of withBase.split('\n')) {
    const mark = line.trimEnd();
    if (mark === '<<<<<<< left') [open, at] = [{ base: [], left: [], right: [] }, 'left'];
    else if (open && mark === '||||||| base') at = 'base';
    else if (open && mark === '=======') at = 'right';
    else if (open && mark === '>>>>>>> right') {
      const name = `\0${hunks.size}`;
      hunks.set(name, open);
      lines.push(name);
      open = undefined;
    } else (open?.[at] ?? lines).push(line);
  }
  return { lines, hunks };
}

/** Whether a marked text still has a conflict about lines of this one that a side changed. */
export function isLeft({ base, left, right }: Choice, marked: string): boolean {
  const old = new Set(base.split('\n').map(squash));
  const changed = new Set([...left.split('\n'), ...right.split('\n')].map(squash).filter((line) => !old.has(line)));
  const { hunks } = readHunks(marked);
  const stays = [...hunks.values()].flatMap((hunk) => [...hunk.left, ...hunk.right]).map(squash);
  return changed.size === 0 ? hunks.size > 0 : stays.some((line) => changed.has(line));
}
