import ignore from 'ignore';
import { offThread } from '../threads/off-thread.ts';

/** What an ignore file says of a path, where it says something; `included` is the word of a line with `!`. */
export type IgnoreWord = 'ignored' | 'included';

/** What an ignore file says of each path, as git reads it (git-scm.com/docs/gitignore); a word for a folder holds in it. */
export function matchIgnoreFile(text: string, paths: readonly string[]): (IgnoreWord | null)[] {
  const rules = ignore({ ignoreCase: false, allowRelativePaths: true }).add(text);
  const folders = new Map<string, IgnoreWord | null>();
  return paths.map(wordOf);

  function wordOf(path: string): IgnoreWord | null {
    const { ignored, unignored } = rules.test(path);
    if (ignored) return 'ignored';
    return unignored ? 'included' : wordOfFolder(path);
  }

  /** The nearest folder that has a word; `rules` themselves pass on only that a folder is ignored. */
  function wordOfFolder(path: string): IgnoreWord | null {
    const slash = path.lastIndexOf('/', path.length - 2);
    if (slash < 1) return null;
    const folder = path.slice(0, slash + 1);
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const word = wordOf(folder);
    folders.set(folder, word);
    return word;
  }
}

/** A line may be one that takes for ever to match, so it is tried where it can be ended. */
export const matchInThread = offThread(import.meta.url, matchIgnoreFile, { limitMs: 10_000 });
