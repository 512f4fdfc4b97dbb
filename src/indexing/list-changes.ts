import type { TreeDifference, UnsizedEntry } from '../workspace/diff-trees.ts';
import { listTree } from '../workspace/list-tree.ts';
import { objectSizes } from '../workspace/object-sizes.ts';
import { foldersAbove, inside } from './imports/paths.ts';
import { chooseFiles, type FileList, readRules } from './list-files.ts';
import { isAttributesFile } from './read-linguist-marks.ts';
import type { SnapshotRef } from './snapshot.ts';

/** More are listed with all others as fast. */
const mostChanges = 500;
/** Its object is a commit of another repository. */
const submodule = '160000';

/**
 * What `listFiles` would list otherwise for a commit than for an older one: of the files that differ those that are worth
 * reading, as both have them.
 * @returns undefined where all files must be listed: too many differ, the clone lacks one, or what decides about all of
 * them differs.
 */
export async function listChanges(
  { gitDir, commit }: SnapshotRef,
  { before, after }: TreeDifference,
  signal?: AbortSignal,
): Promise<{ readonly before: FileList; readonly after: FileList } | undefined> {
  const entries = [...before, ...after];
  if (entries.length > mostChanges || entries.some(({ path }) => path === '.goatignore' || isAttributesFile(path))) {
    return undefined;
  }
  const readRulesOfFolders = async () => {
    const folders = new Set(entries.flatMap(({ path }) => foldersAbove(path)));
    const ruleFiles = ['.goatignore', ...Array.from(folders, (folder) => inside(folder, '.gitattributes'))];
    const { entries: among } = await listTree(gitDir, commit, signal, ruleFiles);
    return readRules(gitDir, entries, among, signal);
  };
  const blobs = entries.filter(({ mode }) => mode !== submodule).map(({ sha }) => sha);
  const [rules, sizes] = await Promise.all([readRulesOfFolders(), objectSizes(gitDir, blobs, signal)]);
  if (blobs.some((sha) => !sizes.has(sha))) return undefined;
  const sized = (side: readonly UnsizedEntry[]) => side.map((entry) => ({ ...entry, size: sizes.get(entry.sha) ?? 0 }));
  return { before: chooseFiles(sized(before), rules), after: chooseFiles(sized(after), rules) };
}
