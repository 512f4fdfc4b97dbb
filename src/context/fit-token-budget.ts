export interface Counted {
  readonly tokens: number;
}

/** Takes items in their order, each that still fits, at most `most` of them: a large one does not keep smaller ones out. */
export function fitTokenBudget<T extends Counted>(items: readonly T[], budgetTokens: number, most: number): T[] {
  const taken: T[] = [];
  let left = budgetTokens;
  for (const item of items) {
    if (taken.length >= most) break;
    if (item.tokens > left) continue;
    taken.push(item);
    left -= item.tokens;
  }
  return taken;
}
