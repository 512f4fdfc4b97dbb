import type { FileSymbol } from '../../indexing/list-symbols.ts';
import { wholeLines } from './line-range.ts';
import type { Planned, SourceFile } from './planned.ts';

/** Deletes a definition with the comments directly above it, and the blank lines that set it apart on one side. */
export function planSymbolDelete({ text }: SourceFile, symbol: FileSymbol): Planned {
  const own = wholeLines(text, symbol);
  if (!own) return { refused: `${symbol.name} shares its lines with other code. Delete it by its text.` };
  const below = /^(?:[^\S\n]*\n)*/.exec(text.slice(own.end))?.[0] ?? '';
  const isLast = own.end + below.length >= text.length || /^\s*(?:[)\]}]|end\b)/.test(text.slice(own.end));
  if (!isLast) return { changes: [{ start: own.start, end: own.end + below.length, text: '' }] };
  const above = /\n((?:[^\S\n]*\n)+)$/.exec(text.slice(0, own.start))?.[1] ?? '';
  return { changes: [{ start: own.start - above.length, end: own.end, text: '' }] };
}
