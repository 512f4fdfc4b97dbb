import type { FileSymbol } from '../../indexing/list-symbols.ts';
import { indentOf } from '../indentation.ts';

/** A text by its lines, and the definitions in it. */
export interface Outline {
  readonly lines: readonly string[];
  readonly symbols: readonly OutlinedSymbol[];
}

/** Line numbers from 0, both ends inside. */
interface OutlinedSymbol {
  readonly name: string;
  readonly lead: number;
  readonly from: number;
  readonly to: number;
  /** The line that opens the body; undefined where there is none. */
  readonly head: number | undefined;
}

export function outlineOf(text: string, symbols: readonly FileSymbol[] | undefined): Outline {
  const lines = text.split('\n');
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + 1;
  }
  const rowOf = (at: number) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return low;
  };
  const outlined = (symbols ?? []).map(({ name, leadStart, start, end, headEnd }) => ({
    name,
    lead: rowOf(leadStart),
    from: rowOf(start),
    to: rowOf(Math.max(start, end - 1)),
    head: headEnd < 0 ? undefined : rowOf(headEnd - 1),
  }));
  return { lines, symbols: outlined };
}

export type Filled = { readonly text: string } | { readonly refused: string };

/** The lines of two texts that are about the same definition, or all of them. */
interface Scope {
  readonly old: Pick<OutlinedSymbol, 'from' | 'to' | 'head'>;
  readonly now: Pick<OutlinedSymbol, 'from' | 'to' | 'head'>;
}

/**
 * Puts the code that was left out back in place of the lines that say so. Where it begins and ends must be plain: from
 * the definitions beside it, which are known by name, or from lines of the file that are there once.
 */
export function fillElisions(old: Outline, given: Outline, elisions: readonly number[]): Filled {
  const marks = new Set(elisions);
  const now = { ...given, symbols: given.symbols.map((symbol) => withMarks(symbol, given.lines, marks)) };
  const names = uniqueNames(old, now);
  const lines = [...now.lines];
  const replaced: { from: number; to: number; with: readonly string[] }[] = [];
  let reached = -1;
  for (const mark of elisions) {
    const scope = scopeOf(mark);
    const above = lineBefore(mark, scope);
    const below = lineAfter(mark, scope);
    const number = mark + 1;
    if ((above !== undefined && marks.has(above)) || (below !== undefined && marks.has(below))) {
      return {
        refused: `Lines ${number} and next to it of the content both stand for code that was left out. Use one.`,
      };
    }
    const first = startOf(above, scope);
    const last = endOf(below, scope);
    if (first === undefined || last === undefined) {
      const side = first === undefined ? 'before' : 'after';
      return {
        refused: `It is not plain which code line ${number} of the content stands for: the lines ${side} it are not once in the file as they are here. Give some unchanged lines of the file next to it, or the code itself.`,
      };
    }
    const code = old.lines.slice(first, last);
    if (first > last || first <= reached || code.every((line) => line.trim() === '')) {
      return {
        refused: `Line ${number} of the content stands for code that was left out, but nothing is left out there.`,
      };
    }
    reached = last - 1;
    replaced.push({ from: (above ?? scope.now.from - 1) + 1, to: below ?? scope.now.to + 1, with: code });
  }
  for (const { from, to, with: code } of replaced.reverse()) lines.splice(from, to - from, ...code);
  return { text: lines.join('\n') };

  /** The innermost definition around a line that both texts have once. */
  function scopeOf(mark: number): Scope {
    const everything = (outline: Outline) => ({ from: 0, to: outline.lines.length - 1, head: undefined });
    let best: Scope = { old: everything(old), now: everything(now) };
    for (const pair of names.values()) {
      const { from, to } = pair.now;
      if (from < mark && mark <= to && to - from <= best.now.to - best.now.from) best = pair;
    }
    return best;
  }

  function lineBefore(mark: number, { now: { from } }: Scope): number | undefined {
    for (let row = mark - 1; row >= from; row -= 1) if (!isBlank(now.lines[row])) return row;
    return undefined;
  }

  function lineAfter(mark: number, { now: { to } }: Scope): number | undefined {
    for (let row = mark + 1; row <= to; row += 1) if (!isBlank(now.lines[row])) return row;
    return undefined;
  }

  /** The first line of the file that was left out. */
  function startOf(above: number | undefined, scope: Scope): number | undefined {
    if (above === undefined) return scope.old.from;
    if (scope.now.head === above && scope.old.head !== undefined) return scope.old.head + 1;
    const pair = outermost(({ to }) => to === above, scope);
    if (pair) return pair.old.to + 1;
    const found = findRun(above, -1, scope);
    return found === undefined ? undefined : found + 1;
  }

  /** The first line of the file behind what was left out. */
  function endOf(below: number | undefined, scope: Scope): number | undefined {
    if (below === undefined) return scope.old.to + 1;
    const pair = outermost(({ lead }) => lead === below, scope);
    if (pair) return pair.old.lead;
    const closes = below === scope.now.to && /^\s*(?:[)\]}]|end\b)/.test(now.lines[below] ?? '');
    if (closes && scope.now.head !== undefined) return scope.old.to;
    return findRun(below, 1, scope);
  }

  /** The largest known definition in a scope, itself aside, that is where it is asked for. */
  function outermost(isThere: (symbol: OutlinedSymbol) => boolean, scope: Scope): NamedPair | undefined {
    let best: NamedPair | undefined;
    for (const pair of names.values()) {
      if (pair === scope || !isThere(pair.now) || pair.old.lead < scope.old.from || pair.old.to > scope.old.to)
        continue;
      if (!best || pair.now.to - pair.now.from > best.now.to - best.now.from) best = pair;
    }
    return best;
  }

  /**
   * The line of the file that a line beside an elision is: where most lines in a row are the same, going away from the
   * elision. None where two places are as good, and where brackets alone would decide.
   */
  function findRun(start: number, step: 1 | -1, scope: Scope): number | undefined {
    const wanted: string[] = [];
    for (let row = start; row >= scope.now.from && row <= scope.now.to && !marks.has(row); row += step) {
      if (!isBlank(now.lines[row])) wanted.push(now.lines[row]?.trim() ?? '');
    }
    const rows: number[] = [];
    for (let row = scope.old.from; row <= scope.old.to; row += 1) if (!isBlank(old.lines[row])) rows.push(row);
    if (step === -1) rows.reverse();
    let best: { row: number; length: number } | undefined;
    let isTie = false;
    rows.forEach((row, index) => {
      if (step === -1 && row < reached) return;
      let length = 0;
      while (length < wanted.length && old.lines[rows[index + length] ?? -1]?.trim() === wanted[length]) length += 1;
      if (length === 0 || length < (best?.length ?? 0)) return;
      isTie = length === best?.length;
      best = { row, length };
    });
    if (!best || isTie) return undefined;
    return wanted.slice(0, best.length).some((line) => /\w\W*\w\W*\w/.test(line)) ? best.row : undefined;
  }
}

/** Where indentation ends a definition, a comment at its end is in it by its indentation only. */
function withMarks(symbol: OutlinedSymbol, lines: readonly string[], marks: ReadonlySet<number>): OutlinedSymbol {
  const own = indentOf(lines[symbol.from] ?? '').length;
  let { to } = symbol;
  for (let row = to + 1; row < lines.length && (isBlank(lines[row]) || marks.has(row)); row += 1) {
    if (marks.has(row) && indentOf(lines[row] ?? '').length > own) to = row;
  }
  return { ...symbol, to };
}

interface NamedPair {
  readonly old: OutlinedSymbol;
  readonly now: OutlinedSymbol;
}

function uniqueNames(old: Outline, now: Outline): Map<string, NamedPair> {
  const byName = ({ symbols }: Outline) => {
    const found = new Map<string, OutlinedSymbol | undefined>();
    for (const symbol of symbols) found.set(symbol.name, found.has(symbol.name) ? undefined : symbol);
    return found;
  };
  const before = byName(old);
  const pairs = new Map<string, NamedPair>();
  for (const [name, symbol] of byName(now)) {
    const other = before.get(name);
    if (symbol && other) pairs.set(name, { old: other, now: symbol });
  }
  return pairs;
}

const isBlank = (line: string | undefined) => (line ?? '').trim() === '';
