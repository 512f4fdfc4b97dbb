/** `1 file`, `2 files`: of a noun whose plural ends in an s. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
