import type { Conversation } from '../agent/conversation.ts';
import { countSystem, countTexts } from '../agent/count-request.ts';
import type { Tool } from '../agent/tool.ts';
import { searchCode } from '../context/search-code.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import { updateIndex } from '../indexing/update-index.ts';
import { editingTools } from '../tools/editing-tools.ts';
import { readOnlyTools } from '../tools/read-only-tools.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { chooseContext, composeOpening } from './choose-context.ts';
import type { Fix } from './fix.ts';
import { EndTask } from './outcome.ts';
import { repositoryKey } from './task.ts';

export interface PreparedAgent {
  readonly workspace: Workspace;
  readonly tools: readonly Tool[];
  readonly conversation: Conversation;
}

/** Fetches and indexes the commit, and gives the agent its files, its tools and the context of the issue. */
export async function prepareAgent(task: Fix, commit: string): Promise<PreparedAgent> {
  const { taskId, request, record, chunkStore, chunkSearch, embedders } = task;
  const gitDir = await task.fetchCommit(commit);
  const workspace = await openWorkspace({ gitDir, commit });
  const snapshot: SnapshotRef = { repository: repositoryKey(request.repository), gitDir, commit };
  const { files, chunks, seconds } = await updateIndex({ store: chunkStore, embedder: embedders.builtIn }, snapshot);
  record.indexed = { files, chunks, seconds };
  await task.indexBehind(commit);

  const index = { search: chunkSearch, embedders: embedders.all };
  const search = async (query: string, limit: number) => (await searchCode(index, snapshot, query, { limit })).results;
  const tools = [...readOnlyTools(workspace, search), ...editingTools(workspace)];
  const assignment = { taskId, issue: request.issue, hint: request.hint };
  // Vectors that fill in behind may change what is chosen, and so may other tasks' replies: the choice is recorded.
  const chosen = await task.steps.run('choose context', async () =>
    chooseContext(assignment, { index, snapshot, tools, earlier: await task.countedRequests() }),
  );
  if (chosen.kind === 'budget too small') {
    const next = 'Shorten the issue or the hint, and comment `/goat fix` again.';
    throw new EndTask({ kind: 'declined', reason: chosen.reason, next });
  }
  const conversation = await composeOpening(assignment, chosen, workspace);
  const counted = countSystem(conversation.system, tools) + countTexts(conversation.messages);
  record.opening = { model: task.model.name, counted, reported: null };
  return { workspace, tools, conversation };
}
