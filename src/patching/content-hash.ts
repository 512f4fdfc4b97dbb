import { createHash } from 'node:crypto';

export const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** The name that git gives a file's content, in a repository with SHA-1. */
export function gitBlobHash(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
