import { adaptReplacement } from '../adapt-replacement.ts';
import { findLines } from '../locate-text.ts';
import { nearestLines } from '../nearest-lines.ts';
import { changesBetween } from '../text-changes.ts';
import type { TextChange } from '../text-file.ts';
import { belongsTo, blockBelow } from './anchors.ts';
import type { PatchHunk } from './file-patch.ts';
import { findNearly } from './find-nearly.ts';
import type { Planned, TextRange } from './planned.ts';

/** A hunk with the rows, from 0, where its old lines are. */
interface Candidates {
  readonly hunk: PatchHunk;
  readonly number: number;
  readonly old: readonly string[];
  readonly now: readonly string[];
  rows: readonly number[];
}

/**
 * Makes the hunks of a diff or a patch. Each must have one place: its old lines are there once, or once below the lines
 * that it names, or between the hunks around it; or, of several places, exactly at its line, as far as its lines and
 * those of the hunks around it say the same.
 */
export function planHunks(text: string, hunks: readonly PatchHunk[]): Planned {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const all: Candidates[] = [];
  for (const [index, hunk] of hunks.entries()) {
    const found = candidatesOf(lines, hunk, index + 1);
    if ('refused' in found) return found;
    all.push(found);
  }
  narrowByOrder(all);
  narrowByLine(all);
  narrowByOrder(all);
  const changes: TextChange[] = [];
  const quoted: TextRange[] = [];
  for (const { hunk, number, old, now, rows } of all) {
    const [row] = rows;
    if (row === undefined) return { refused: `Hunk ${number} does not fit where the hunks around it do.` };
    if (rows.length > 1) return { refused: severalPlaces(number, rows) };
    const made = changesOf(text, lines, hunk, old, now, row);
    changes.push(...made.changes);
    quoted.push(made.quoted);
  }
  if (changes.length === 0) return { refused: 'The file is already as the patch makes it, so nothing would change.' };
  return { changes, quoted };
}

function severalPlaces(number: number, rows: readonly number[]): string {
  const shown = rows.slice(0, 10).map((row) => row + 1);
  return (
    `The old lines of hunk ${number} are there ${rows.length} times, at lines ${shown.join(', ')}${rows.length > 10 ? ' …' : ''}. ` +
    'Give more lines around the change, or name the line above it that the place is in (@@ line).'
  );
}

function candidatesOf(
  lines: readonly string[],
  hunk: PatchHunk,
  number: number,
): Candidates | { readonly refused: string } {
  const side = (sign: '-' | '+') =>
    hunk.lines.filter((line) => line.sign === ' ' || line.sign === sign).map((line) => line.text);
  const [old, now] = [side('-'), side('+')];
  if (lines.length === 0 && old.length === 0) return { hunk, number, old, now, rows: [0] };
  if (old.every((line) => line.trim() === '')) {
    return { refused: `Hunk ${number} quotes no line of the file. Give lines around the change, as they are.` };
  }
  const found = findLines(lines, old)?.places ?? findNearly(lines, hunk);
  if (found.length === 0) {
    return { refused: `The old lines of hunk ${number} are not in the file. ${nearestLines(lines, old)}` };
  }
  const atEnd = hunk.atEnd ? found.filter((row) => row + old.length === lines.length) : found;
  if (atEnd.length === 0) return { refused: `The old lines of hunk ${number} are not at the end of the file.` };
  const rows = inAnchors(lines, hunk, atEnd);
  if (rows.length > 0) return { hunk, number, old, now, rows };
  const shown = atEnd.slice(0, 10).map((row) => row + 1);
  return {
    refused: `The old lines of hunk ${number} are there at line ${shown.join(', ')}, but not below ${JSON.stringify(hunk.anchors.at(-1))}, which it names. Name the line that they are below, or give those that are there.`,
  };
}

/** Those below the lines that the hunk names, as far as indentation says. */
function inAnchors(lines: readonly string[], { anchors, line }: PatchHunk, rows: readonly number[]): readonly number[] {
  const blocks = anchors.length === 0 ? [] : blockBelow(lines, anchors);
  if (blocks.length === 0) return rows;
  const inside = rows.filter((row) => blocks.some(({ from, to }) => from <= row && row <= to));
  if (inside.length > 0) return inside;
  // What a diff says behind its line numbers is cut off, and may be the heading of the hunk before.
  if (line !== undefined) return rows;
  return rows.filter((row) => blocks.some((block) => belongsTo(lines, block, row)));
}

/** Hunks are in the order of the file. */
function narrowByOrder(all: readonly Candidates[]): void {
  let least = 0;
  for (const each of all) {
    each.rows = each.rows.filter((row) => row >= least);
    const [only, ...others] = each.rows;
    if (only !== undefined && others.length === 0) least = only + 1;
  }
  let most = Number.POSITIVE_INFINITY;
  for (const each of all.toReversed()) {
    each.rows = each.rows.filter((row) => row <= most);
    const [only, ...others] = each.rows;
    if (only !== undefined && others.length === 0) most = only - 1;
  }
}

/** Exactly at the line that the hunk says, moved as the nearest hunks with one place are moved. */
function narrowByLine(all: readonly Candidates[]): void {
  const offsets = all.map(({ hunk, rows }) =>
    hunk.line !== undefined && rows.length === 1 ? (rows[0] ?? 0) + 1 - hunk.line : undefined,
  );
  all.forEach((each, index) => {
    const { line } = each.hunk;
    if (line === undefined || each.rows.length < 2) return;
    const before = offsets.slice(0, index).findLast((offset) => offset !== undefined);
    const after = offsets.slice(index + 1).find((offset) => offset !== undefined);
    const offset = before ?? after ?? 0;
    if (after !== undefined && after !== offset) return;
    const exact = each.rows.filter((row) => row + 1 === line + offset);
    if (exact.length === 1) each.rows = exact;
  });
}

function changesOf(
  text: string,
  lines: readonly string[],
  hunk: PatchHunk,
  old: readonly string[],
  now: readonly string[],
  row: number,
): { changes: TextChange[]; quoted: TextRange } {
  const start = lines.slice(0, row).reduce((sum, line) => sum + line.length + 1, 0);
  const found = lines.slice(row, row + old.length);
  const isLast = row + old.length === lines.length;
  const end = Math.min(
    text.length,
    found.reduce((sum, line) => sum + line.length + 1, start),
  );
  const adapted = adaptHunk(found, hunk, old, now);
  const hasEnd = isLast ? (hunk.finalNewline ?? (text === '' || text.endsWith('\n'))) : true;
  const replaced = adapted.length === 0 ? '' : adapted.join('\n') + (hasEnd ? '\n' : '');
  const changes = changesBetween(text.slice(start, end), replaced).map((change) => ({
    start: change.start + start,
    end: change.end + start,
    text: change.text,
  }));
  return { changes, quoted: { start, end } };
}

/** Lines that the hunk only quotes stay the file's own. */
function adaptHunk(
  found: readonly string[],
  { lines }: PatchHunk,
  old: readonly string[],
  now: readonly string[],
): readonly string[] {
  if (old.every((line, at) => line.trim() === found[at]?.trim()) || found.length === 0) {
    if (now.length === 0) return [];
    return adaptReplacement(found.join('\n'), old.join('\n'), now.join('\n')).split('\n');
  }
  let at = 0;
  return lines.flatMap(({ sign, text }) => {
    if (sign === '+') return [text];
    at += 1;
    return sign === ' ' ? [found[at - 1] ?? text] : [];
  });
}
