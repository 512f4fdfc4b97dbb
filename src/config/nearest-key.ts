/** The known key that a misspelt one stands for; undefined where none is near. */
export function nearestKey(written: string, known: readonly string[]): string | undefined {
  const nearest = known
    .map((key) => ({ key, distance: distance(plain(written), plain(key)) }))
    .sort((one, other) => one.distance - other.distance)[0];
  return nearest && nearest.distance <= Math.max(1, Math.floor(nearest.key.length / 3)) ? nearest.key : undefined;
}

/** `max-iterations`, `MaxIterations` and `max_iterations` are spelt alike. A key is short, and a longer one is near to none. */
function plain(key: string): string {
  return key.toLowerCase().replaceAll(/[-_ ]/g, '').slice(0, 40);
}

/** How many letters must be added, removed or changed: Levenshtein's distance. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const changed = (row[column - 1] ?? 0) + (to[column - 1] === letter ? 0 : 1);
      next.push(Math.min(changed, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
