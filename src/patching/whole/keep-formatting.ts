import type { Node } from 'web-tree-sitter';
import { parse } from '../../syntax/parse.ts';
import { offThread } from '../../threads/off-thread.ts';
import { isThreadEnded } from '../../threads/thread-ended.ts';
import { alignUnits, type Block } from './align-units.ts';
import { keepImportOrder } from './import-order.ts';
import { reindenter } from './reindenter.ts';
import { readUnits, type SourceUnits } from './source-units.ts';

const keepInThread = offThread(import.meta.url, keepFormattingIn);

/** Larger files are taken as they are given: a tree takes about a hundred times the memory of its text. */
const longest = 1_000_000;

/**
 * What a file comes to when `after` is given for the whole of it: lines that differ in form only (white space, wrapping,
 * quotes, trailing commas, the order of imports) stay as they were. Without a grammar, or where the result would not
 * mean what was given, it is what was given. Both use `\n`.
 */
export async function keepFormatting(language: string, before: string, after: string): Promise<string> {
  const given = withFinalNewline(before, after);
  if (before === given || Math.max(before.length, given.length) > longest) return given;
  try {
    return (await keepInThread([language, before, given])) ?? given;
  } catch (error) {
    if (isThreadEnded(error)) return given;
    throw error;
  }
}

/** The same in this thread; undefined where nothing can be kept. */
export async function keepFormattingIn(language: string, before: string, after: string): Promise<string | undefined> {
  const ordered = (await keepImportOrder(language, before, after)) ?? after;
  for (const loose of [true, false]) {
    const read = (root: Node, text: string) => readUnits(root, text, language, loose);
    const old = await parse(language, before, (root) => read(root, before));
    const now = await parse(language, ordered, (root) => read(root, ordered));
    if (!old || !now) return undefined;
    const result = write(old, now, alignUnits(old.units, now.units));
    const shape = await parse(language, result, (root) => read(root, result).shape);
    if (shape === now.shape) return result;
  }
  return ordered;
}

function write(old: SourceUnits, now: SourceUnits, blocks: readonly Block[]): string {
  const reindent = reindenter(old, now, blocks);
  return blocks
    .flatMap((block) => (isKept(block, old, now) ? oldLines(block, old) : newLines(block, now, reindent)))
    .join('\n');
}

/** Whether a stretch stays as it was: it says the same, at the same depth. */
export function isKept({ kind, oldFrom, newFrom }: Block, old: SourceUnits, now: SourceUnits): boolean {
  if (kind === 'changed') return false;
  if (kind === 'blank') return true;
  const [a, b] = [old.units[oldFrom], now.units[newFrom]];
  return kind === 'wrapped' || a?.tokens.length === 0 || a?.depth === b?.depth;
}

function oldLines({ oldFrom, oldTo }: Block, { lines, units }: SourceUnits): string[] {
  return units.slice(oldFrom, oldTo).flatMap(({ from, to }) => lines.slice(from, to + 1));
}

function newLines(
  { newFrom, newTo }: Block,
  { lines, units }: SourceUnits,
  reindent: (line: string, unit: number) => string,
): string[] {
  return units
    .slice(newFrom, newTo)
    .flatMap(({ from, to, rigid }, index) =>
      lines.slice(from, to + 1).map((line, at) => (rigid && at > 0 ? line : reindent(line, newFrom + index))),
    );
}

/** The line end at the end of a file is not what a text is given for. */
export function withFinalNewline(before: string, after: string): string {
  if (before === '' || after === '') return after;
  return after.replace(/\n+$/, '') + (/\n*$/.exec(before)?.[0] ?? '');
}
