import type { IndexSummary } from '../indexing/update-index.ts';

const count = new Intl.NumberFormat('en-US');

/** An index for a person: a small table. */
export function describeIndex(index: IndexSummary & { readonly vectors: string }): string {
  const { revision, files, chunks, reused, skipped, languages, unparsed, seconds, vectors } = index;
  const all = Object.values(skipped).reduce((sum, number) => sum + number, 0);
  const rows = [
    ['revision', revision],
    ['files', `${count.format(files)} (${count.format(reused)} known before)`],
    ['chunks', count.format(chunks)],
    ['languages', byCount(languages) || 'none'],
    ['skipped', all === 0 ? 'none' : `${count.format(all)}: ${byCount(skipped)}`],
    ['unparsed', unparsed === 0 ? 'none' : `${count.format(unparsed)} (kept as text)`],
    ['vectors', vectors],
    ['seconds', seconds.toFixed(1)],
  ] as const;
  return rows.map(([name, value]) => `${name.padEnd(11)}${value}\n`).join('');
}

/** The most first. */
function byCount(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([name, number], [otherName, other]) => other - number || (name < otherName ? -1 : 1))
    .map(([name, number]) => `${name} ${count.format(number)}`)
    .join(', ');
}
