import type { ReviewIndex } from '../../review/reviewed-file.ts';
import { languageOf } from '../../syntax/language.ts';
import { type BreakingImport, breakingImports } from '../../validation/imports/breaking-imports.ts';
import { readModule } from '../../validation/imports/read-module.ts';
import { filesWithWords } from '../../workspace/files-with-words.ts';
import type { DiffFile } from '../../workspace/read-diff.ts';
import type { FileChange, Workspace } from '../../workspace/workspace.ts';
import { patchedRepository } from '../fix/doubt-once.ts';

/** Files that may import what went away; where a word stands in more, it tells nothing. */
const mostAsked = 300;

/**
 * The imports that a change breaks, in the files that it changes and in those that it leaves alone.
 * @param workspace at the new commit.
 */
export async function findBreakingImports(
  diff: readonly DiffFile[],
  index: ReviewIndex | null,
  workspace: Workspace,
): Promise<BreakingImport[]> {
  const changes = diff.flatMap(toChanges);
  const changed = changes.flatMap(({ path, after }) => (after === null || after.includes(0) ? [] : [path]));
  const others = [...(await mayImportGone(diff, workspace)), ...(await importersOfFewer(diff, index))];
  const paths = [...new Set([...changed, ...others])];
  return breakingImports(changes, paths, patchedRepository(workspace));
}

/** A renamed file is one that goes away and one that comes. */
function toChanges({ path, previousPath, before, after }: DiffFile): FileChange[] {
  const mode = '100644' as const;
  if (path === previousPath) return before === null && after === null ? [] : [{ path, mode, before, after }];
  return [
    { path: previousPath, mode, before, after: null },
    { path, mode, before: null, after },
  ];
}

/** The files that hold the name by which one would be imported that is gone or has another path now. */
async function mayImportGone(diff: readonly DiffFile[], { gitDir, commit }: Workspace): Promise<string[]> {
  const gone = diff.filter(({ path, previousPath, after }) => path !== previousPath || after === null);
  const found = await filesWithWords(gitDir, commit, [
    ...new Set(gone.flatMap(({ previousPath }) => importName(previousPath))),
  ]);
  const languages = new Set(gone.map(({ previousPath }) => family(previousPath)));
  const asked = found.filter((path) => languages.has(family(path)));
  return asked.length > mostAsked ? [] : asked;
}

/** `a/cart.ts` is imported as `cart`, and `a/index.ts` as `a`. */
function importName(path: string): string[] {
  const [name = '', folder = ''] = path.split('/').reverse();
  const stem = name.replace(/\..*$/, '');
  const word = /^(?:index|__init__|mod)$/.test(stem) ? folder : stem;
  return word === '' ? [] : [word];
}

function family(path: string): string {
  const language = languageOf(path);
  return /^(?:typescript|tsx|javascript)$/.test(language) ? 'ecmascript' : language;
}

/** The importers of changed files from which fewer names can be taken than before. */
async function importersOfFewer(diff: readonly DiffFile[], index: ReviewIndex | null): Promise<string[]> {
  const importers: string[] = [];
  for (const { path, before, after } of index === null ? [] : diff) {
    if (before === null || after === null || importers.length > mostAsked || before.equals(after)) continue;
    const language = languageOf(path);
    const [old, now] = [await readModule(language, before.toString()), await readModule(language, after.toString())];
    const lost = old?.exports.names.some((name) => now?.exports.names.includes(name) === false) ?? false;
    if (lost) importers.push(...((await index?.importersOf(path)) ?? []).map((one) => one.path));
  }
  return importers.slice(0, mostAsked);
}
