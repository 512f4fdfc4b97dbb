import type { FileSymbol } from '../../indexing/list-symbols.ts';
import { indentOf } from '../indentation.ts';
import { fitIndentation } from './fit-indentation.ts';
import { nextLine, wholeLines } from './line-range.ts';
import type { Planned, SourceFile } from './planned.ts';
import { shiftLines } from './shift-lines.ts';

/** Puts lines before or after a definition, indented as it is and as far from it as it is from its other neighbour. */
export function planSymbolInsert(
  { text }: SourceFile,
  symbol: FileSymbol,
  content: string,
  side: 'before' | 'after',
): Planned {
  const own = wholeLines(text, symbol);
  if (!own) return { refused: `${symbol.name} shares its lines with other code. Insert by line or by text.` };
  const indent = indentOf(text.slice(own.start, nextLine(text, own.start)));
  const before = text.slice(0, own.start);
  const blanks = (space: string | undefined) => (space ?? '').split('\n').length - 1;
  // What is right behind an opening bracket or colon tells nothing about the distance of neighbours.
  const isFirst = /(?:^|[{(:[])\s*$/.test(before);
  const gap = isFirst
    ? blanks(/^(?:[^\S\n]*\n)*/.exec(text.slice(own.end))?.[0])
    : blanks(/\n((?:[^\S\n]*\n)+)$/.exec(before)?.[1]);
  const moved = shiftLines(fitIndentation(content, text), indent);
  const isOpen = own.end === text.length && !text.endsWith('\n');
  if (side === 'before')
    return { changes: [{ start: own.start, end: own.start, text: `${moved}\n${'\n'.repeat(gap)}` }] };
  return {
    changes: [
      {
        start: own.end,
        end: own.end,
        text: isOpen ? `\n${'\n'.repeat(gap)}${moved}` : `${'\n'.repeat(gap)}${moved}\n`,
      },
    ],
  };
}
