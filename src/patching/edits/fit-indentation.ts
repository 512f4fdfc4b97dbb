import { convertIndent, indentOf } from '../indentation.ts';

/** Strings over several lines, whose white space is their own. */
const longString = /"""|'''|`|<<|^(?:[^"\n]*"[^"\n]*")*[^"\n]*"[^"\n]*$/m;
const opens = /[{(:[]\s*$/;

/**
 * Code with one step of its indentation as a file has it: tabs for spaces, or two spaces for four. As it is where either
 * step is not plain, and where white space may belong to a string.
 */
export function fitIndentation(content: string, file: string): string {
  const lines = content.split('\n');
  const [own, wanted] = [stepOf(lines), stepOf(file.split('\n'))];
  if (own === undefined || wanted === undefined || own === wanted || longString.test(content)) return content;
  const base = indentOf(lines.find(isFilled) ?? '');
  return lines
    .map((line) => {
      const indent = indentOf(line);
      if (!isFilled(line) || !indent.startsWith(base)) return line;
      return base + convertIndent(indent.slice(base.length), [own, wanted]) + line.trimStart();
    })
    .join('\n');
}

/** What most lines below one that opens a block are indented by beyond it. Labels are, by a space. */
function stepOf(lines: readonly string[]): string | undefined {
  const steps = new Map<string, number>();
  let above = '';
  for (const line of lines.filter(isFilled)) {
    const [outer, inner] = [indentOf(above), indentOf(line)];
    const step = inner.startsWith(outer) ? inner.slice(outer.length) : '';
    if (opens.test(above) && /^(?:\t| {2,8})$/.test(step)) steps.set(step, (steps.get(step) ?? 0) + 1);
    above = line;
  }
  const [most, next] = [...steps].sort(([, a], [, b]) => b - a);
  return most && most[1] > (next?.[1] ?? 0) ? most[0] : undefined;
}

const isFilled = (line: string) => line.trim() !== '';
