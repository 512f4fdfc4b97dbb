import { isUtf8 } from 'node:buffer';
import { languageOf } from '../syntax/language.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import type { FileMode, Workspace } from '../workspace/workspace.ts';
import { conflictHunks } from './conflict-hunks.ts';
import { mergeSource } from './merge-source.ts';

/** A file that two lines of work changed in ways that do not go together. */
export interface MergeConflict {
  readonly path: string;
  /** A sentence. */
  readonly reason: string;
  /** What is in conflict, with its marks; none where the files as a whole are. */
  readonly hunks: readonly string[];
}

export interface MergedFiles {
  /** Nothing was laid over the workspace where there is one. */
  readonly conflicts: readonly MergeConflict[];
  /** What the workspace has now where `theirs` changed something. */
  readonly files: ReadonlyMap<string, MergedFile>;
}

export interface MergedFile {
  /** Null where there is no file. */
  readonly content: Buffer | null;
  readonly mode: FileMode | null;
}

/**
 * Lays over the workspace what `theirs` changed since `base`: files that both changed are merged by structure. A file that
 * was renamed counts as deleted and added, so that an edit of it on the other side is a conflict. All of it, or nothing.
 * @param base the commit that both descend from. Both must be in the git directory.
 */
export async function mergeInto(
  workspace: Workspace,
  { base, theirs }: { readonly base: string; readonly theirs: string },
): Promise<MergedFiles> {
  const { gitDir } = workspace;
  const [before, after] = [
    await openWorkspace({ gitDir, commit: base }),
    await openWorkspace({ gitDir, commit: theirs }),
  ];
  const conflicts: MergeConflict[] = [];
  const merged = new Map<string, MergedFile>();
  for (const path of new Set([...before.paths(), ...after.paths()])) {
    const [old, now] = [before.entry(path), after.entry(path)];
    if (old?.sha === now?.sha && old?.mode === now?.mode) continue;
    const file = await mergeOne(
      path,
      await sideOf(before, path),
      await sideOf(workspace, path),
      await sideOf(after, path),
    );
    if ('reason' in file) conflicts.push(file);
    else merged.set(path, file);
  }
  if (conflicts.length === 0) conflicts.push(...filesInTheWay(workspace, merged));
  if (conflicts.length > 0) return { conflicts, files: new Map() };
  for (const [path, { content, mode }] of merged) {
    if (content === null) workspace.delete(path);
    else workspace.write(path, content, mode ?? '100644');
  }
  return { conflicts, files: merged };
}

async function sideOf(workspace: Workspace, path: string): Promise<MergedFile> {
  const content = (await workspace.read(path)) ?? null;
  return { content, mode: workspace.entry(path)?.mode ?? null };
}

async function mergeOne(
  path: string,
  base: MergedFile,
  ours: MergedFile,
  theirs: MergedFile,
): Promise<MergedFile | MergeConflict> {
  if (isSubmodule(base) || isSubmodule(ours) || isSubmodule(theirs)) {
    return isSame(base, ours) && !isSubmodule(theirs) ? theirs : conflict(path, 'It is a submodule: move it by hand.');
  }
  if (isSame(ours, base) || isSame(ours, theirs)) return theirs;
  const [b, o, t] = [base.content, ours.content, theirs.content];
  if (o === null || t === null) {
    return conflict(
      path,
      `It was changed on one side and ${o === null ? 'deleted here' : 'deleted or renamed there'}.`,
    );
  }
  const texts = [b ?? Buffer.alloc(0), o, t];
  const isText = texts.every((content) => isUtf8(content) && !content.includes(0));
  const isLink = [ours.mode, theirs.mode].includes('120000');
  if (!isText || isLink) return conflict(path, 'Both sides changed it, and it is no text: choose one of them.');
  const [baseText = '', ourText = '', theirText = ''] = texts.map((content) => content.toString());
  const { text, conflicts } = await mergeSource(baseText, ourText, theirText, languageOf(path, ourText));
  if (conflicts > 0) return { ...conflict(path, 'Both sides changed the same code.'), hunks: conflictHunks(text) };
  return { content: Buffer.from(text), mode: theirs.mode === base.mode ? ours.mode : theirs.mode };
}

function conflict(path: string, reason: string): MergeConflict {
  return { path, reason, hunks: [] };
}

function isSubmodule({ mode }: MergedFile): boolean {
  return mode === '160000';
}

function isSame(a: MergedFile, b: MergedFile): boolean {
  if (a.content === null || b.content === null) return a.content === b.content;
  return a.content.equals(b.content) && (a.mode ?? b.mode) === (b.mode ?? a.mode);
}

/** A file of one side where the other has a folder: no tree can hold both. */
function filesInTheWay(workspace: Workspace, merged: ReadonlyMap<string, MergedFile>): MergeConflict[] {
  const added = [...merged].filter(([, { content }]) => content !== null).map(([path]) => path);
  const kept = workspace.paths().filter((path) => merged.get(path)?.content !== null);
  const all = new Set([...kept, ...added]);
  const found = new Set<string>();
  for (const path of all) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const parent = path.slice(0, end);
      if (all.has(parent)) found.add(parent);
    }
  }
  return [...found].map((path) => conflict(path, 'It is a file on one side and a folder on the other.'));
}
