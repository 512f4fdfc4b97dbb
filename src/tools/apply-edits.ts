import type { ToolResult } from '../agent/tool.ts';
import type { SymbolsOf } from '../indexing/list-symbols.ts';
import type { Edit } from '../patching/edits/edit.ts';
import type { PlannedFile } from '../patching/edits/plan-file.ts';
import { type EditableFiles, planPatch } from '../patching/plan-patch.ts';
import { linesOf, textOf } from '../text/lines.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { done, refuse } from './define-tool.ts';
import { whyNotCreatable, whyNotEditable } from './editable-path.ts';
import { type Forbidden, whyForbidden } from './forbidden-paths.ts';
import { numberLines } from './number-lines.ts';
import { largestFile, readText } from './read-text.ts';
import { hasChangedUnseen, sawFile } from './seen-files.ts';

const shownAround = 3;
const mostShown = 60;
const mostPlaces = 4;

/** What the tools that edit are made of: all that they are asked for becomes edits. */
export type ApplyEdits = (edits: readonly Edit[]) => Promise<ToolResult>;

export interface EditedFiles {
  readonly workspace: Workspace;
  readonly symbolsOf: SymbolsOf;
  readonly forbidden: Forbidden;
}

/** Makes edits in the workspace, all of them or none, and tells the model what its files hold there now. */
export async function applyEdits(
  { workspace, symbolsOf, forbidden }: EditedFiles,
  edits: readonly Edit[],
): Promise<ToolResult> {
  const plan = await planPatch(filesOf(workspace), edits, symbolsOf);
  if (plan.kind === 'refused') {
    const reasons = plan.refusals.map(({ path, reason }) =>
      path === null ? reason : `${path} was not changed. ${reason}`,
    );
    return refuse([...new Set(reasons)].join('\n'));
  }
  const paths = plan.files.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]));
  const kept = await whyForbidden(forbidden, paths);
  if (kept !== undefined) return refuse(kept);
  for (const { path, from, after } of plan.files) {
    for (const each of [path, from]) {
      if (each === undefined || !(await hasChangedUnseen(workspace, each))) continue;
      return refuse(`${each} was not changed. Somebody else has changed it since you read it. Read it again first.`);
    }
    if (after !== null && after.length > largestFile) {
      return refuse(`${path} was not changed. It would have ${after.length} bytes; at most ${largestFile} are taken.`);
    }
  }
  for (const { path, from, mode, after } of plan.files) {
    if (from !== undefined) workspace.delete(from);
    if (after === null) workspace.delete(path);
    else {
      workspace.write(path, after, mode);
      sawFile(workspace, path, after);
    }
  }
  return done(plan.files.map(describeFile).join('\n'));
}

function filesOf(workspace: Workspace): EditableFiles {
  const isThere = (path: string) => workspace.paths().includes(path);
  return {
    async read(path) {
      if (!isThere(path)) return undefined;
      const file = await readText(workspace, path);
      return 'refused' in file ? file : { ...file, mode: workspace.entry(path)?.mode ?? '100644' };
    },
    whyMissing: (path) => `There is no file ${JSON.stringify(path)}. Use list_files to see what there is.`,
    whyNotEditable: async (path) => whyNotEditable(workspace, path),
    whyNotCreatable: async (path) => whyNotCreatable(workspace, path),
  };
}

function describeFile({ path, from, change, after, places, notes }: PlannedFile): string {
  if (change === 'created') return `Created ${path}.`;
  if (change === 'deleted' || after === null) return `Deleted ${path}.`;
  const how = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  const moved = from === undefined ? '' : `Moved ${from} to ${path}.`;
  if (places.length === 0) return moved;
  const lines = linesOf(after);
  const shown = places.slice(0, mostPlaces).map(({ startLine, endLine }) => showPlace(lines, startLine, endLine));
  const rest = places.length > mostPlaces ? [`[${places.length - mostPlaces} more places]`] : [];
  return `${moved === '' ? '' : `${moved}\n`}Edited ${path}${how}. It now reads:\n${[...shown, ...rest].join('\n⋮\n')}`;
}

/** The new lines with some around them, so that the model sees what it made. */
function showPlace(lines: readonly string[], startLine: number, endLine: number): string {
  const first = Math.max(1, startLine - shownAround);
  const last = Math.min(lines.length, endLine + shownAround, first + mostShown - 1);
  return last < first
    ? '(the file is empty now)'
    : numberLines(textOf({ startLine: first, endLine: last }, lines).split('\n'), first);
}
