/** How often each value is there. */
export function countValues(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Those of `items` that `others` have not as often, in order. */
export function without<T>(items: readonly T[], others: Iterable<string>, key: (item: T) => string): T[] {
  const left = countValues(others);
  return items.filter((item) => {
    const count = left.get(key(item)) ?? 0;
    if (count > 0) left.set(key(item), count - 1);
    return count === 0;
  });
}
