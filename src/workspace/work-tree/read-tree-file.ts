import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { FileMode } from '../workspace.ts';
import { statOf } from './stat-of.ts';

/** The largest file that is edited, in bytes. */
const largest = 10 * 1024 * 1024;

/** The content of a file below a folder, whose path was checked; undefined where there is none. Links are not followed. */
export async function readTreeFile(
  root: string,
  file: string,
): Promise<{ readonly content: Buffer; readonly mode: FileMode } | { readonly refused: string } | undefined> {
  const shown = JSON.stringify(file);
  const full = path.join(root, file);
  const found = await statOf(full);
  if (found === undefined) return undefined;
  if (found.isDirectory()) return { refused: `${shown} is a folder.` };
  if (!found.isFile()) return { refused: `${shown} is no plain file.` };
  if (found.size > largest) return { refused: `${shown} has ${found.size} bytes; at most ${largest} are edited.` };
  const handle = await open(full, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    return { content: await handle.readFile(), mode: (found.mode & 0o100) === 0 ? '100644' : '100755' };
  } finally {
    await handle.close();
  }
}
