import type { FileSymbol } from '../../indexing/list-symbols.ts';

const told: ReadonlySet<string> = new Set([
  'function',
  'method',
  'class',
  'interface',
  'enum',
  'type',
  'module',
  'test',
]);

/** Names of the definitions that a new text no longer has, without what was in them. */
export function leftOut(before: readonly FileSymbol[], after: readonly FileSymbol[]): string[] {
  const count = (symbols: readonly FileSymbol[]) => {
    const counts = new Map<string, number>();
    for (const { name } of symbols) counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
  };
  const [had, has] = [count(before), count(after)];
  const gone = new Set([...had].filter(([name, number]) => (has.get(name) ?? 0) < number).map(([name]) => name));
  const kinds = new Map(before.map(({ name, kind }) => [name, kind]));
  const parentOf = (name: string) => name.slice(0, Math.max(0, name.lastIndexOf('.')));
  return [...gone].filter((name) => told.has(kinds.get(name) ?? '') && !gone.has(parentOf(name)));
}

/** Names of the definitions that only the new text has, in the same way. */
export const addedNames = (before: readonly FileSymbol[], after: readonly FileSymbol[]) => leftOut(after, before);
