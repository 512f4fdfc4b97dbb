import type { Pattern } from '../memory/pattern.ts';
import type { MemoryResult } from './memory.ts';

/** What is remembered, for a person at the terminal: a line each. */
export function describeMemory({ memories, forgotten }: MemoryResult): string {
  const lines = [
    ...(forgotten === null ? [] : [`Forgotten: memory ${forgotten}.`]),
    ...(memories.length === 0 ? ['Nothing is remembered here yet.'] : memories.map(line)),
  ];
  return `${lines.join('\n')}\n`;
}

function line({ id, kind, confidence, content }: Pattern): string {
  const about =
    content.kind === 'fix' ? `${content.issue.title} (commit ${content.commit.slice(0, 12)})` : content.text;
  return `${String(id).padStart(4)}  ${kind.padEnd(10)}  ${confidence.toFixed(2)}  ${about.replaceAll(/\s+/g, ' ')}`;
}
