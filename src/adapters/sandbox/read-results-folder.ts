import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ifMissing } from './if-missing.ts';

const limits = { bytes: 20 * 1024 * 1024, files: 200 };

/**
 * The XML files below a folder that tests wrote: plain files only, at most 200 and 20 MB. A link in the folder's place is
 * not followed: tests may have put it there to have files read that their sandbox hides.
 */
export async function readResultsFolder(folder: string): Promise<string[]> {
  if (!(await ifMissing(lstat(folder), null))?.isDirectory()) return [];
  const entries = await ifMissing(readdir(folder, { recursive: true, withFileTypes: true }), []);
  const files: string[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.toLowerCase().endsWith('.xml')) continue;
    const path = join(entry.parentPath, entry.name);
    bytes += (await lstat(path)).size;
    if (files.length === limits.files || bytes > limits.bytes) break;
    files.push(await readFile(path, 'utf8'));
  }
  return files;
}
