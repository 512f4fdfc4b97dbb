import type { Tool } from '../agent/tool.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createFileTool } from './create-file.ts';
import { deleteFileTool } from './delete-file.ts';
import { editFileTool } from './edit-file.ts';

/** The tools that change files of the workspace; an agent that fixes gets them beside the read-only ones. */
export function editingTools(workspace: Workspace): Tool[] {
  return [editFileTool(workspace), createFileTool(workspace), deleteFileTool(workspace)];
}
