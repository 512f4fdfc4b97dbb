import { diffTrees } from '../workspace/diff-trees.ts';
import { listTree } from '../workspace/list-tree.ts';
import { foldersAbove, inside } from './imports/paths.ts';
import { chooseFiles, type FileList, readRules } from './list-files.ts';
import { isAttributesFile } from './read-linguist-marks.ts';
import type { SnapshotRef } from './snapshot.ts';

/** More are listed with all others as fast. */
const mostChanges = 500;

/**
 * What `listFiles` would list otherwise for a commit than for an older one: the files that differ, as both have them.
 * @returns undefined where all files must be listed: too many differ, or what decides about all of them does.
 */
export async function listChanges(
  { gitDir, commit }: SnapshotRef,
  older: string,
  signal?: AbortSignal,
): Promise<{ readonly before: FileList; readonly after: FileList } | undefined> {
  const difference = await diffTrees(gitDir, older, commit, signal);
  if (difference === undefined) return undefined;
  const { before, after } = difference;
  const entries = [...before, ...after];
  if (entries.length > mostChanges || entries.some(({ path }) => path === '.goatignore' || isAttributesFile(path))) {
    return undefined;
  }
  const folders = new Set(entries.flatMap(({ path }) => foldersAbove(path)));
  const ruleFiles = ['.goatignore', ...Array.from(folders, (folder) => inside(folder, '.gitattributes'))];
  const { entries: among } = await listTree(gitDir, commit, signal, ruleFiles);
  const rules = await readRules(gitDir, entries, among, signal);
  return { before: chooseFiles(before, rules), after: chooseFiles(after, rules) };
}
