import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';

/** What is at a path itself, a link as a link; undefined where nothing is. */
export async function statOf(file: string): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch (error) {
    if (hasCode(error, ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'])) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** The folders on a path, outermost first: `a`, `a/b` for `a/b/c`. */
export function foldersOf(file: string): string[] {
  const names = file.split('/').slice(0, -1);
  return names.map((_, at) => names.slice(0, at + 1).join('/'));
}
