/**
 * What both sides added, sorted where every version has its members sorted: imports, the names of a list. Capital letters
 * may come first or not count.
 * @param known what the members of each version are sorted by.
 * @param least members that a version must have for their order to be no accident.
 */
export function sortAdded(
  added: readonly number[],
  keyOf: (id: number) => string | undefined,
  known: readonly (readonly string[])[],
  least: number,
): readonly number[] {
  const keys = new Map(added.map((id) => [id, keyOf(id)]));
  if ([...keys.values()].includes(undefined) || (known[0]?.length ?? 0) < least) return added;
  for (const form of [(key: string) => key, (key: string) => key.toLowerCase()]) {
    const isSorted = (list: readonly string[]) =>
      list.every((key, at) => at === 0 || form(list[at - 1] ?? '') <= form(key));
    const key = (id: number) => form(keys.get(id) ?? '');
    if (known.every(isSorted)) return [...added].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }
  return added;
}
