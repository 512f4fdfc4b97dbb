import type { Tool } from '../agent/tool.ts';
import { type ApplyEdits, applyEdits, type EditedFiles } from './apply-edits.ts';
import { changeFilesTools } from './change-files.ts';
import { editFileTool } from './edit-file.ts';
import { editSymbolTool } from './edit-symbol.ts';

/** The tools that change files of the workspace; an agent that fixes gets them beside the read-only ones. */
export function editingTools(files: EditedFiles): Tool[] {
  const apply: ApplyEdits = (edits) => applyEdits(files, edits);
  return [editFileTool(apply), editSymbolTool(apply), ...changeFilesTools(apply)];
}
