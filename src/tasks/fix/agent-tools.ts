import { newPlanning } from '../../agent/plan.ts';
import { onlyOncePlanned, planTool } from '../../agent/plan-tool.ts';
import type { Tool } from '../../agent/tool.ts';
import type { SearchParts } from '../../context/find-chunks.ts';
import { findImporters } from '../../context/find-importers.ts';
import { findUses } from '../../context/find-uses.ts';
import { searchCode } from '../../context/search-code.ts';
import { listSymbols } from '../../indexing/list-symbols.ts';
import type { SnapshotRef } from '../../indexing/snapshot.ts';
import { editingTools } from '../../tools/editing-tools.ts';
import type { UsesIndex } from '../../tools/find-uses.ts';
import { nothingForbidden } from '../../tools/forbidden-paths.ts';
import { readOnlyTools } from '../../tools/read-only-tools.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** The tools of an agent that looks and changes nothing, at a snapshot that its workspace was opened at. */
export function readingTools(workspace: Workspace, index: SearchParts, snapshot: SnapshotRef): Tool[] {
  const search = async (query: string, limit: number) => (await searchCode(index, snapshot, query, { limit })).results;
  const uses: UsesIndex = {
    findUses: (symbol, options) => findUses(index, snapshot, symbol, options),
    findImporters: (path, options) => findImporters(index, snapshot, path, options),
  };
  return readOnlyTools(workspace, { symbolsOf: listSymbols, search, uses });
}

/** The tools of an agent that fixes: it searches the snapshot that its workspace was opened at, plans, and then edits. */
export function agentTools(
  workspace: Workspace,
  index: SearchParts,
  snapshot: SnapshotRef,
  { planning = newPlanning(), forbidden = nothingForbidden } = {},
): Tool[] {
  return [
    ...readingTools(workspace, index, snapshot),
    planTool(planning),
    ...onlyOncePlanned(planning, editingTools({ workspace, symbolsOf: listSymbols, forbidden })),
  ];
}
