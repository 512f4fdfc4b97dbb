import { convertIndent, indentOf } from '../indentation.ts';
import type { Block } from './align-units.ts';
import type { SourceUnits } from './source-units.ts';

/** How far it is looked for a line whose indentation tells what the file uses for that of a new one. */
const farthest = 200;

/** A function that gives a new line the indentation that the file has where the given text has another one. */
export function reindenter(
  old: SourceUnits,
  now: SourceUnits,
  blocks: readonly Block[],
): (line: string, unit: number) => string {
  const pairs = new Map<number, readonly [from: string, to: string]>();
  for (const { kind, oldFrom, newFrom } of blocks) {
    const [a, b] = [old.units[oldFrom], now.units[newFrom]];
    if (kind !== 'pair' || !a || !b || a.tokens.length === 0 || a.depth !== b.depth) continue;
    pairs.set(newFrom, [indentOf(now.lines[b.from] ?? ''), indentOf(old.lines[a.from] ?? '')]);
  }
  if ([...pairs.values()].every(([from, to]) => from === to)) return (line) => line;
  return (line, unit) => {
    const indent = indentOf(line);
    if (line.trim() === '') return line;
    const known = nearby(unit).filter(([from]) => indent.startsWith(from));
    const [from, to] = known.reduce((best, next) => (next[0].length > best[0].length ? next : best), ['', '']);
    const example = known.find(([a, b]) => a !== '' && b !== '') ?? ['', ''];
    return to + convertIndent(indent.slice(from.length), example) + line.slice(indent.length);
  };

  /** The nearest first. */
  function nearby(unit: number): (readonly [string, string])[] {
    const found: (readonly [string, string])[] = [];
    for (let distance = 0; distance <= farthest; distance += 1) {
      for (const at of distance === 0 ? [unit] : [unit - distance, unit + distance]) {
        const pair = pairs.get(at);
        if (pair) found.push(pair);
      }
    }
    return found;
  }
}
