import { joinItems } from './join-items.ts';
import { resolve } from './piece.ts';
import { settle } from './settle.ts';

/** Texts without a grammar whose lists, changelogs above all, are added to at one place by everyone. */
const withLists: ReadonlySet<string> = new Set(['markdown', 'restructuredtext']);

export const hasListItems = (language: string) => withLists.has(language);

type Lines = Record<'left' | 'base' | 'right', string[]>;

/**
 * What git's merge by line comes to, given with the base in its conflicts (`diff3`), where both sides only changed
 * different items of a list or rows of a table, or added some in the same place, which then go side by side. Where they
 * did not, the conflict stays.
 */
export function mergeListItems(withBase: string): { readonly text: string; readonly conflicts: number } {
  const merged: string[] = [];
  const next = new Map([
    ['<<<<<<< left', 'left'],
    ['||||||| base', 'base'],
    ['=======', 'right'],
  ] as const);
  const before = { left: undefined, base: 'left', right: 'base' } as const;
  let parts: Lines = { left: [], base: [], right: [] };
  let at: keyof Lines | undefined;
  let conflicts = 0;
  for (const line of withBase.split(/(?<=\n)/)) {
    // Marks end as the file's lines do.
    const end = /\r?\n$/.exec(line)?.[0] ?? '';
    const plain = line.slice(0, line.length - end.length);
    const to = [...next].find(([mark]) => mark === plain)?.[1];
    if (to !== undefined && before[to] === at) at = to;
    else if (at === undefined) merged.push(line);
    else if (at !== 'right' || plain !== '>>>>>>> right') parts[at].push(line);
    else {
      const joined = join(parts);
      merged.push(...(joined ?? mark(parts, end)));
      conflicts += joined ? 0 : 1;
      parts = { left: [], base: [], right: [] };
      at = undefined;
    }
  }
  return { text: merged.join(''), conflicts };
}

function join({ base, left, right }: Lines): readonly string[] | undefined {
  const texts = { base: base.join(''), left: left.join(''), right: right.join('') };
  const same = resolve(texts) ?? settleLines(texts);
  return same === undefined ? joinItems({ base, left, right }) : [same];
}

/** Lines end with their line end here, and begin with it in `settle`. */
function settleLines({ base, left, right }: Record<keyof Lines, string>): string | undefined {
  const turned = (text: string) => (text === '' ? '' : `\n${text.slice(0, -1)}`);
  const settled = settle({ base: turned(base), left: turned(left), right: turned(right) });
  return settled === undefined ? undefined : `${settled.slice(1)}\n`;
}

/** What both sides have alike at either end of a conflict is none, as in git's zealous merge. */
function mark({ left, right }: Lines, end: string): string[] {
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && left.at(-1 - tail) === right.at(-1 - tail)) tail += 1;
  return [
    ...left.slice(0, head),
    `<<<<<<< left${end}`,
    ...left.slice(head, left.length - tail),
    `=======${end}`,
    ...right.slice(head, right.length - tail),
    `>>>>>>> right${end}`,
    ...left.slice(left.length - tail),
  ];
}
