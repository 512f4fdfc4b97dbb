import { cutText } from '../text/cut-text.ts';

const longestLine = 2000;

/** Lines with their numbers, as every tool shows them; the number and the tab after it are no part of the file. */
export function numberLines(lines: readonly string[], firstNumber: number): string {
  return lines
    .map((line, at) => {
      const rest = line.length > longestLine ? ` [${line.length - longestLine} more characters in this line]` : '';
      return `${firstNumber + at}\t${cutText(line, longestLine)}${rest}`;
    })
    .join('\n');
}
