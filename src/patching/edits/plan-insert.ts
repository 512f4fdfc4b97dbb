import type { Planned } from './planned.ts';

/** Puts lines after a line of a text; 0 is the beginning. A line end at the end of the content is that of its last line. */
export function planInsert(text: string, afterLine: number, content: string): Planned {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  if (afterLine > lines.length) {
    return { refused: `The file has ${lines.length} lines, so nothing can go after line ${afterLine}.` };
  }
  const start = lines.slice(0, afterLine).join('').length;
  const added = content.replaceAll('\r\n', '\n').replace(/\n$/, '');
  const isOpen = start === text.length && text !== '' && !text.endsWith('\n');
  return { changes: [{ start, end: start, text: isOpen ? `\n${added}` : `${added}\n` }] };
}
