/** An amount as people write it: `2`, `0.50` or `$2`; a cent at least, under ten thousand. */
export const amountOfDollars = /^\$?(?=[\d.]*[1-9])\d{1,4}(?:\.\d{1,2})?$/;

/** @param text that `amountOfDollars` fits. */
export function readDollars(text: string): number {
  return Number(text.replace('$', ''));
}

/** To the cent; below ten of them, further. */
export function formatDollars(value: number): string {
  return `$${value.toFixed(value === 0 || value >= 0.1 ? 2 : 4)}`;
}
