import { diffArrays } from 'diff';
import type { TextChange } from './text-file.ts';

/** Edits beyond which two texts count as wholly different: finding the least difference is quadratic. */
const maxEditLength = 2_000;

/** The text with changes made, which rise and do not overlap. */
export function changeText(text: string, changes: readonly TextChange[]): string {
  let done = 0;
  const parts: string[] = [];
  for (const { start, end, text: added } of changes) {
    parts.push(text.slice(done, start), added);
    done = end;
  }
  return parts.join('') + text.slice(done);
}

/** The changes that make one text of another, in whole lines. */
export function changesBetween(before: string, after: string): TextChange[] {
  if (before === after) return [];
  const [old, now] = [before, after].map((text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? []);
  const parts = diffArrays(old ?? [], now ?? [], { maxEditLength });
  if (parts === undefined) return [trimmed(before, { start: 0, end: before.length, text: after })];
  const changes: TextChange[] = [];
  let at = 0;
  let open: { start: number; text: string } | undefined;
  const close = () => {
    if (open) changes.push({ start: open.start, end: at, text: open.text });
    open = undefined;
  };
  for (const { value, added, removed } of parts) {
    if (!added && !removed) {
      close();
      at += value.join('').length;
      continue;
    }
    open ??= { start: at, text: '' };
    if (added) open.text += value.join('');
    else at += value.join('').length;
  }
  close();
  return changes;
}

/** The same change without what it replaces by itself at either end. */
export function trimmed(text: string, { start, end, text: added }: TextChange): TextChange {
  const shorter = Math.min(end - start, added.length);
  let head = 0;
  while (head < shorter && text[start + head] === added[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && text[end - 1 - tail] === added[added.length - 1 - tail]) tail += 1;
  return { start: start + head, end: end - tail, text: added.slice(head, added.length - tail) };
}
