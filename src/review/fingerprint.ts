import { createHash } from 'node:crypto';
import type { Finding } from './finding.ts';

/**
 * What stays the same of a finding while its lines move: the file, the kind of fault, and the code that it is about
 * without its white space. The words of a finding do not count, because a model says the same thing in other words.
 */
export function fingerprint({ path, category, quote, rule }: Finding): string {
  const code = quote.replace(/\s+/g, '');
  // Facts about a file as a whole quote nothing: their rule tells them apart.
  const kind = code === '' ? rule : category;
  return createHash('sha256')
    .update(JSON.stringify([path, kind, code]))
    .digest('hex')
    .slice(0, 16);
}

const prefix = '<!-- goat:finding=';
const marker = /<!-- goat:finding=([0-9a-f]{16}) -->/g;

/** The hidden line by which a finding is known again in a comment. */
export function findingMarker(print: string): string {
  return `${prefix}${print} -->`;
}

/** The fingerprints that a text of ours carries. */
export function fingerprintsIn(text: string): string[] {
  return [...text.matchAll(marker)].map(([, print = '']) => print);
}
