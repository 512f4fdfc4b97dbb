import { listTree } from './list-tree.ts';
import { largestRead, readSomeBlobs } from './read-some-blobs.ts';
import { runGit } from './run-git.ts';
import type { FileChange, FileMode, Workspace } from './workspace.ts';

/** Contents laid over the commit; null where a file was deleted. */
type Overlay = ReadonlyMap<string, Buffer | null>;

/**
 * Opens the files of a commit. Reading goes to the git directory, edits stay in memory: there is no work tree, and so
 * nothing in the repository can act (docs/decisions/0001). Repeatable: the same commit always opens the same way.
 * @param commit a full object name that is in the git directory.
 */
export async function openWorkspace({ gitDir, commit }: { gitDir: string; commit: string }): Promise<Workspace> {
  const tree = await listTree(gitDir, commit);
  const entries = new Map(tree.entries.map((entry) => [entry.path, entry]));
  const overlay = new Map<string, Buffer | null>();
  const modes = new Map<string, FileMode>();
  let marked: Overlay = new Map();
  let sortedPaths: readonly string[] | undefined;

  /** A link's content is its target; a submodule has none. */
  async function committed(path: string): Promise<Buffer | null> {
    const entry = entries.get(path);
    if (entry === undefined || entry.mode === '160000') return null;
    const { size, sha } = entry;
    if (size !== null && size > largestRead) return runGit(['cat-file', 'blob', sha], { gitDir, maxBytes: size + 1 });
    const [blob] = await readSomeBlobs([sha], gitDir);
    if (!blob?.content)
      throw new Error(`The content of ${path} is not in the clone: fetch the commit with all its blobs first.`);
    return blob.content;
  }

  async function difference(earlier: Overlay): Promise<FileChange[]> {
    const changes: FileChange[] = [];
    for (const path of [...overlay.keys()].sort()) {
      const before = earlier.get(path) ?? (earlier.has(path) ? null : await committed(path));
      const after = overlay.get(path) ?? null;
      const same = before === null || after === null ? before === after : before.equals(after);
      if (!same) changes.push({ path, mode: entries.get(path)?.mode ?? modes.get(path) ?? '100644', before, after });
    }
    return changes;
  }

  function lay(path: string, content: Buffer | null): void {
    overlay.set(path, content);
    sortedPaths = undefined;
  }

  return {
    gitDir,
    commit,
    paths() {
      sortedPaths ??= [...new Set([...entries.keys(), ...overlay.keys()])]
        .filter((path) => overlay.get(path) !== null)
        .sort();
      return sortedPaths;
    },
    unreadablePaths: () => tree.unreadable,
    entry: (path) => entries.get(path),
    async read(path) {
      const laid = overlay.get(path);
      return (laid === undefined ? await committed(path) : laid) ?? undefined;
    },
    write(path, content, mode = '100644') {
      modes.set(path, mode);
      lay(path, content);
    },
    delete: (path) => lay(path, null),
    changes: () => difference(new Map()),
    changesSinceMark: () => difference(marked),
    mark() {
      marked = new Map(overlay);
    },
  };
}
