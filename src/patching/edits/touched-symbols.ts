import type { FileSymbol, SymbolsOf } from '../../indexing/list-symbols.ts';
import { changesBetween } from '../text-changes.ts';
import type { TextChange } from '../text-file.ts';

interface Touched {
  readonly symbols: string[];
  readonly places: { readonly startLine: number; readonly endLine: number }[];
}

/** The innermost definitions that changes are in, of the old text and the new one, and the lines of the new one. */
export async function touchedSymbols(
  path: string,
  before: string,
  after: string,
  changes: readonly TextChange[],
  symbolsOf: SymbolsOf,
): Promise<Touched> {
  if (before === after) return { symbols: [], places: [] };
  const made = changes.length > 0 ? changes : changesBetween(before, after);
  const [old, now] = [await symbolsOf(path, before), await symbolsOf(path, after)];
  const names = new Set<string>();
  const places: Touched['places'] = [];
  const lineOf = (offset: number) => after.slice(0, offset).split('\n').length;
  let shift = 0;
  for (const { start, end, text } of made) {
    const [from, to] = [start + shift, start + shift + text.length];
    shift += text.length - (end - start);
    for (const name of innermost(old ?? [], ...withoutSpace(before, start, end))) names.add(name);
    for (const name of innermost(now ?? [], ...withoutSpace(after, from, to))) names.add(name);
    places.push({ startLine: lineOf(from), endLine: lineOf(Math.max(from, to - 1)) });
  }
  return { symbols: [...names], places };
}

function withoutSpace(text: string, start: number, end: number): [number, number] {
  const part = text.slice(start, end);
  const lead = part.length - part.trimStart().length;
  return part.trim() === '' ? [start, start] : [start + lead, start + part.trimEnd().length];
}

function innermost(symbols: readonly FileSymbol[], start: number, end: number): string[] {
  const touched = symbols.filter((symbol) =>
    start === end ? symbol.start < start && start < symbol.end : symbol.leadStart < end && start < symbol.end,
  );
  const isAround = (outer: FileSymbol) =>
    touched.some((inner) => inner !== outer && inner.start >= outer.start && inner.end <= outer.end);
  return touched.filter((symbol) => !isAround(symbol)).map(({ name }) => name);
}
