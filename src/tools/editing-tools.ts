import type { Tool } from '../agent/tool.ts';
import type { SymbolsOf } from '../indexing/list-symbols.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { changeFilesTools } from './change-files.ts';
import { editFileTool } from './edit-file.ts';
import { editSymbolTool } from './edit-symbol.ts';

/** The tools that change files of the workspace; an agent that fixes gets them beside the read-only ones. */
export function editingTools(workspace: Workspace, symbolsOf: SymbolsOf): Tool[] {
  return [
    editFileTool(workspace, symbolsOf),
    editSymbolTool(workspace, symbolsOf),
    ...changeFilesTools(workspace, symbolsOf),
  ];
}
