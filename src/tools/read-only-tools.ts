import type { Tool } from '../agent/tool.ts';
import type { SymbolsOf } from '../indexing/list-symbols.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { findUsesTool, type UsesIndex } from './find-uses.ts';
import { listFilesTool } from './list-files.ts';
import { readFileTool } from './read-file.ts';
import { type Search, searchCodeTool } from './search-code.ts';

/** The tools of an agent that looks and changes nothing. */
export function readOnlyTools(
  workspace: Workspace,
  { symbolsOf, search, uses }: { symbolsOf: SymbolsOf; search: Search; uses: UsesIndex },
): Tool[] {
  return [
    readFileTool(workspace, symbolsOf),
    listFilesTool(workspace),
    searchCodeTool(workspace, search),
    findUsesTool(workspace, uses),
  ];
}
