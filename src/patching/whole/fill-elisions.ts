import type { FileSymbol } from '../../indexing/list-symbols.ts';
import { indentOf } from '../indentation.ts';
import { placeSegment } from './place-segment.ts';

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

/** A definition that both texts have once. */
interface NamedPair {
  readonly old: OutlinedSymbol;
  readonly now: OutlinedSymbol;
}

/** A line that stands for code, and the rows of the code in the file, the last one outside. */
interface Gap {
  readonly mark: number;
  /** The rows of the lines that are shown next to it; undefined at either end. */
  readonly above: number | undefined;
  readonly below: number | undefined;
  first: number | undefined;
  last: number | undefined;
}

/** Lines beside an elision that must be as in the file. */
const leastRun = 2;

/**
 * Puts the code that was left out back in place of the lines that say so: everything between the line above and the one
 * below. Where those are in the file must be plain: from the definitions that begin and end there, which are known by
 * name, or from where the lines that are shown fit, and nowhere else.
 */
export function fillElisions(old: Outline, now: Outline, elisions: readonly number[]): Filled {
  const marks = new Set(elisions);
  const names = uniqueNames(old, now);
  const [oldLines, nowLines] = [old.lines, now.lines].map((lines) => lines.map((line) => line.trim()));
  if (!oldLines || !nowLines) return { text: now.lines.join('\n') };
  const gaps: Gap[] = [];
  for (const mark of elisions) {
    const [above, below] = [shownLine(mark, -1), shownLine(mark, 1)];
    if ((above !== undefined && marks.has(above)) || (below !== undefined && marks.has(below))) {
      return {
        refused: `Line ${mark + 1} of the content and the one next to it both stand for code that was left out. Use one.`,
      };
    }
    gaps.push({ mark, above, below, first: startOf(above, mark), last: endOf(below) });
  }
  for (let index = 0; index <= gaps.length; index += 1) {
    const refused = placeBetween(gaps[index - 1], gaps[index]);
    if (refused !== undefined) return { refused };
  }
  return write();

  /** Finds where the lines between two gaps are in the file: the end of the one and the beginning of the other. */
  function placeBetween(before: Gap | undefined, after: Gap | undefined): string | undefined {
    if ((!before || before.last !== undefined) && (!after || after.first !== undefined)) return undefined;
    const from = before ? before.mark + 1 : 0;
    const shown = (nowLines ?? []).slice(from, after ? after.mark : nowLines?.length).filter((line) => line !== '');
    const firsts = before ? (before.last === undefined ? beginnings(shown, before.below) : [before.last]) : [0];
    const end = after?.first === undefined ? undefined : after.first - 1;
    const lasts = after ? (end === undefined ? ends(shown, after.above) : [end]) : [old.lines.length - 1];
    const placed = placeSegment(oldLines ?? [], { shown, firsts, lasts });
    if (!placed) {
      const number = (before?.last === undefined ? before : after)?.mark ?? after?.mark ?? 0;
      return `It is not plain which code line ${number + 1} of the content stands for: the lines next to it fit several places of the file, or none. Give more unchanged lines of the file next to it, or the code itself.`;
    }
    if (before) before.last ??= placed.first;
    if (after) after.first ??= placed.last + 1;
    return undefined;
  }

  /** Rows of the file where lines begin as those that are shown; they must say something. */
  function beginnings(shown: readonly string[], below: number | undefined): number[] {
    return rowsOfRun(shown.slice(0, leastRun), below, 1);
  }

  function ends(shown: readonly string[], above: number | undefined): number[] {
    return rowsOfRun(shown.slice(-leastRun).reverse(), above, -1);
  }

  /** One line is enough where it is there once. */
  function rowsOfRun(wanted: readonly string[], shown: number | undefined, step: 1 | -1): number[] {
    const rows = rowsOf(wanted, shown, step);
    const alone = rows.length === 0 ? rowsOf(wanted.slice(0, 1), shown, step) : [];
    return alone.length === 1 ? alone : rows;
  }

  function rowsOf(wanted: readonly string[], shown: number | undefined, step: 1 | -1): number[] {
    if (!wanted.some((line) => /\w\W*\w\W*\w/.test(line))) return [];
    const around = shown === undefined ? undefined : innermost(shown)?.old;
    const rows: number[] = [];
    const last = around?.to ?? old.lines.length - 1;
    for (let row = around?.lead ?? 0; row <= last; row += 1) {
      if (oldLines?.[row] === wanted[0] && follows(row)) rows.push(row);
    }
    return rows;

    function follows(row: number): boolean {
      let at = row;
      return wanted.slice(1).every((line) => {
        do at += step;
        while (oldLines?.[at] === '');
        return oldLines?.[at] === line;
      });
    }
  }

  function write(): Filled {
    const lines = [...now.lines];
    let reached = -1;
    for (const { mark, first = 0, last = 0 } of gaps) {
      if (first <= reached || last < first || old.lines.slice(first, last).every(isBlank)) {
        return {
          refused: `Line ${mark + 1} of the content stands for code that was left out, but nothing is left out there.`,
        };
      }
      reached = last - 1;
    }
    for (const { above = -1, below = lines.length, first = 0, last = 0 } of gaps.toReversed()) {
      lines.splice(above + 1, below - above - 1, ...old.lines.slice(first, last));
    }
    return { text: lines.join('\n') };
  }

  function shownLine(mark: number, step: 1 | -1): number | undefined {
    let row = mark + step;
    while (row >= 0 && row < now.lines.length && isBlank(now.lines[row])) row += step;
    return row >= 0 && row < now.lines.length ? row : undefined;
  }

  function innermost(row: number): NamedPair | undefined {
    let best: NamedPair | undefined;
    for (const pair of names) {
      const { lead, to } = pair.now;
      if (lead <= row && row <= to && (!best || to - lead <= best.now.to - best.now.lead)) best = pair;
    }
    return best;
  }

  /** The first line of the file that was left out, as far as definitions tell. */
  function startOf(above: number | undefined, mark: number): number | undefined {
    if (above === undefined) return 0;
    const around = innermost(above);
    if (around?.now.head === above && around.old.head !== undefined) {
      // Where code is cut off, what looks like a head need not be one.
      const isHead = above === around.now.from || nowLines?.[above] === oldLines?.[around.old.head];
      if (isHead) return around.old.head + 1;
    }
    const ended = outermost(({ to, from }) => to === above && !isDeeper(mark, from));
    // Where indentation ends a definition, its last line must be there: the rest of it could be what is left out.
    return ended && nowLines?.[above] === oldLines?.[ended.old.to] ? ended.old.to + 1 : undefined;
  }

  /** The first line of the file behind what was left out, in the same way. */
  function endOf(below: number | undefined): number | undefined {
    if (below === undefined) return old.lines.length;
    const begun = outermost(({ lead }) => lead === below);
    if (begun) return begun.old.lead;
    const around = innermost(below);
    const closes = around?.now.to === below && around.now.head !== undefined && around.now.head !== below;
    return closes && /^(?:[)\]}]|end\b)/.test(nowLines?.[below] ?? '') ? around.old.to : undefined;
  }

  function outermost(isThere: (symbol: OutlinedSymbol) => boolean): NamedPair | undefined {
    let best: NamedPair | undefined;
    for (const pair of names) {
      if (isThere(pair.now) && (!best || pair.now.to - pair.now.lead > best.now.to - best.now.lead)) best = pair;
    }
    return best;
  }

  function isDeeper(mark: number, from: number): boolean {
    return indentOf(now.lines[mark] ?? '').length > indentOf(now.lines[from] ?? '').length;
  }
}

/** What is around a definition may be left out, so that its name says less: at another indentation it is another one. */
function uniqueNames(old: Outline, now: Outline): NamedPair[] {
  const indent = ({ lines }: Outline, { from }: OutlinedSymbol) => indentOf(lines[from] ?? '');
  const byName = ({ symbols }: Outline) => {
    const found = new Map<string, OutlinedSymbol | undefined>();
    for (const symbol of symbols) found.set(symbol.name, found.has(symbol.name) ? undefined : symbol);
    return found;
  };
  const before = byName(old);
  return [...byName(now)].flatMap(([name, symbol]) => {
    const other = before.get(name);
    const isSame = symbol && other && indent(old, other) === indent(now, symbol);
    return isSame ? [{ old: other, now: symbol }] : [];
  });
}

const isBlank = (line: string | undefined) => (line ?? '').trim() === '';
