import { createHash } from 'node:crypto';
import type { TestFailure } from './test-report.ts';

/**
 * What stays the same when the same test fails again: its name and its file, not the line or the message. What changes
 * from run to run within a name (addresses, ids, times, temporary folders) is taken out of it.
 */
export function failureKey({ kind, name, file }: Pick<TestFailure, 'kind' | 'name' | 'file'>): string {
  const where = normalizeFile(file);
  if (kind === 'collection') return `${where || normalizeFile(name)}\n`;
  return `${where}\n${normalizeName(name)}`;
}

/** A short form of a key: ten characters, of which two alike among ten thousand are a chance of one in ten billion. */
export function digestKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 10);
}

function normalizeFile(file = ''): string {
  return file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
}

const changing: readonly [RegExp, string][] = [
  [/\b0x[0-9a-f]{4,16}\b/gi, '0x…'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '…'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?/g, '…'],
  [/(?:\/private)?\/(?:tmp|var\/folders)\/[\w./-]{1,300}/g, '/tmp/…'],
];

export function normalizeName(name: string): string {
  return changing
    .reduce((text, [pattern, by]) => text.replace(pattern, by), name)
    .replace(/\s+/g, ' ')
    .trim();
}
