import { type Piece, resolve } from './piece.ts';
import { settle } from './settle.ts';

/** Texts without a grammar whose lists, changelogs above all, are added to at one place by everyone. */
const withLists: ReadonlySet<string> = new Set(['markdown', 'restructuredtext']);

export const hasListItems = (language: string) => withLists.has(language);

const marker = /^([^\S\n]*(?:[-*+][^\S\n]+|\|))\S?/;

/**
 * What git's merge by line comes to, given with the base in its conflicts (`diff3`), where both sides only added items to
 * a list, or rows to a table, in the same place: they go side by side. Undefined where another conflict is left.
 */
export function mergeListItems(withBase: string): string | undefined {
  const merged: string[] = [];
  const parts = { left: '', base: '', right: '' };
  const next = { '<<<<<<< left\n': 'left', '||||||| base\n': 'base', '=======\n': 'right' } as const;
  const before = { left: undefined, base: 'left', right: 'base' } as const;
  let at: keyof typeof parts | undefined;
  for (const line of withBase.split(/(?<=\n)/)) {
    const to = Object.entries(next).find(([mark]) => mark === line)?.[1];
    if (to !== undefined && before[to] === at) at = to;
    else if (at === undefined) merged.push(line);
    else if (at !== 'right' || line !== '>>>>>>> right\n') parts[at] += line;
    else {
      const joined = join(parts);
      if (joined === undefined) return undefined;
      merged.push(joined);
      Object.assign(parts, { left: '', base: '', right: '' });
      at = undefined;
    }
  }
  return at === undefined ? merged.join('') : undefined;
}

function join(piece: Piece): string | undefined {
  const { base, left, right } = piece;
  if (base.trim() !== '') return undefined;
  const same = resolve(piece) ?? (base === '' ? settleLines(piece) : undefined);
  if (same !== undefined) return same;
  const [ours, theirs] = [markerOf(left), markerOf(right)];
  return base === '' && ours !== undefined && ours === theirs && !shareItems(left, right) ? left + right : undefined;
}

/** Lines end with their line end here, and begin with it in `settle`. */
function settleLines({ left, right }: Piece): string | undefined {
  const turned = (text: string) => `\n${text.slice(0, -1)}`;
  const settled = settle({ base: '', left: turned(left), right: turned(right) });
  return settled === undefined ? undefined : `${settled.slice(1)}\n`;
}

/** What each item of a block begins with; undefined where there is something else beside items and what is under them. */
function markerOf(block: string): string | undefined {
  const lines = block.split('\n').filter((line) => line.trim() !== '');
  const own = marker.exec(lines[0] ?? '')?.[1];
  if (own === undefined) return undefined;
  const indentation = /^\s*/.exec(own)?.[0] ?? '';
  const isUnder = (line: string) => line.startsWith(`${indentation} `) || line.startsWith(`${indentation}\t`);
  return lines.every((line) => marker.exec(line)?.[1] === own || isUnder(line)) ? own : undefined;
}

function shareItems(left: string, right: string): boolean {
  const items = (text: string) => text.split('\n').filter((line) => marker.test(line));
  const ours = new Set(items(left));
  return items(right).some((item) => ours.has(item));
}
