import { grammarPackageOf } from '../syntax/grammars.ts';
import { isThreadEnded } from '../threads/thread-ended.ts';
import { mergeFile } from '../workspace/merge-file.ts';
import { hasListItems, mergeListItems } from './merge-source/merge-list-items.ts';
import { mergeStructureInThread } from './merge-source/merge-structure.ts';
import { resolve } from './merge-source/piece.ts';

export interface SourceMerge {
  /** With `<<<<<<< left`, `=======` and `>>>>>>> right` around each conflict. */
  readonly text: string;
  readonly conflicts: number;
  readonly by: 'structure' | 'lines';
}

/**
 * Merges two descendants of `base`. Where git's merge by line is clean, parses and defines nothing twice, it stands;
 * otherwise the three are merged by syntax tree: members of a class, an import list, an object and the like by name,
 * and what is inside of them child by child. Without a grammar, and where a side does not parse though the base does, or
 * an edit could be lost, git's merge by line stands with its conflicts.
 * @throws Error where a text is binary and both sides changed it.
 */
export async function mergeSource(base: string, left: string, right: string, language: string): Promise<SourceMerge> {
  const settled = resolve({ base, left, right });
  if (settled !== undefined) return { text: settled, conflicts: 0, by: 'lines' };
  if ([base, left, right].some((text) => text.includes('\0'))) {
    throw new Error('Both sides changed a binary file: choose one of them.');
  }
  const byLine = await mergeFile(base, left, right);
  if (byLine.conflicts > 0 && hasListItems(language)) {
    const { text } = await mergeFile(base, left, right, 'diff3');
    const joined = mergeListItems(text);
    return { ...(joined.conflicts < byLine.conflicts ? joined : byLine), by: 'lines' };
  }
  if (grammarPackageOf(language) === undefined) return { ...byLine, by: 'lines' };
  try {
    const byStructure = await mergeStructureInThread([{ base, left, right }, language, byLine]);
    return byStructure ? { ...byStructure, by: 'structure' } : { ...byLine, by: 'lines' };
  } catch (error) {
    if (isThreadEnded(error)) return { ...byLine, by: 'lines' };
    throw error;
  }
}
