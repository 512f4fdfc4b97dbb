import { indentOf } from '../indentation.ts';

/**
 * Moves lines that were written at another indentation to the one of their place. Where only the first line lacks it,
 * as in a quote that begins in the middle of a line, only that is moved.
 * @param likely lines of the place: what of two ways makes more of them is taken.
 */
export function shiftLines(content: string, indent: string, likely: readonly string[] = []): string {
  const lines = content
    .replaceAll('\r\n', '\n')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .replace(/\s+$/, '')
    .split('\n');
  const [first = '', ...rest] = lines;
  const given = indentOf(first);
  if (given === indent) return lines.join('\n');
  const isBlank = (line: string) => line.trim() === '';
  const all = lines.map((line) => {
    if (isBlank(line)) return line;
    if (line.startsWith(given)) return indent + line.slice(given.length);
    return indentOf(line).length < given.length ? indent + line.trimStart() : line;
  });
  const onlyFirst = [indent + first.trimStart(), ...rest];
  const isDeeper = rest.every((line) => isBlank(line) || line.startsWith(indent));
  const known = new Set(likely);
  const count = (moved: readonly string[]) => moved.filter((line) => !isBlank(line) && known.has(line)).length;
  return (isDeeper && rest.some((line) => !isBlank(line)) && count(onlyFirst) > count(all) ? onlyFirst : all).join(
    '\n',
  );
}
