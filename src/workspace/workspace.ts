/** How git stores an entry: a file, an executable file, a symbolic link, a submodule. */
export type FileMode = '100644' | '100755' | '120000' | '160000';

export interface TreeEntry {
  /** Relative, with `/`, exactly as git stores it. */
  readonly path: string;
  readonly mode: FileMode;
  /** The blob (or, for a submodule, the commit). */
  readonly sha: string;
  /** Bytes; 0 for a submodule; null where the clone lacks the object, as one may that was fetched in part. */
  readonly size: number | null;
}

/** One file that differs from a commit. A null side means that the file is not there. */
export interface FileChange {
  readonly path: string;
  readonly mode: FileMode;
  readonly before: Buffer | null;
  readonly after: Buffer | null;
}

/**
 * The files of a commit with the edits of a task laid over them. There is no work tree: files are read from the git
 * directory and edits stay in memory, so that no hook, filter or symbolic link can act (docs/decisions/0001).
 */
export interface Workspace {
  readonly gitDir: string;
  /** The commit that the workspace was opened at. */
  readonly commit: string;
  /** The paths that exist now, sorted. */
  paths(): readonly string[];
  /** Paths of the commit that are not UTF-8, made printable; they can be neither read nor edited. */
  unreadablePaths(): readonly string[];
  /** The entry as the commit has it. */
  entry(path: string): TreeEntry | undefined;
  /** The content now; undefined where there is no file. */
  read(path: string): Promise<Buffer | undefined>;
  /** Lays a new content over the file. Paths are checked before, by the tools. The mode is that of a file that is new. */
  write(path: string, content: Buffer, mode?: FileMode): void;
  delete(path: string): void;
  /** What differs from the commit that the workspace was opened at, sorted by path. */
  changes(): Promise<FileChange[]>;
  /** What differs from the last `mark`, sorted by path: the content of the next commit. */
  changesSinceMark(): Promise<FileChange[]>;
  /** Takes what is there now as committed. */
  mark(): void;
}
