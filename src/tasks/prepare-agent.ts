import { composeFixRequest } from '../agent/compose-request.ts';
import type { Conversation } from '../agent/conversation.ts';
import type { Tool } from '../agent/tool.ts';
import { gatherContext } from '../context/gather-context.ts';
import { type RenderedChunk, renderContext } from '../context/render-context.ts';
import { searchCode } from '../context/search-code.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import { updateIndex } from '../indexing/update-index.ts';
import { linesOf, textOf } from '../text/lines.ts';
import { editingTools } from '../tools/editing-tools.ts';
import { readOnlyTools } from '../tools/read-only-tools.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Fix } from './fix.ts';
import { repositoryKey } from './task.ts';

/** What the first request shows of the repository, at most. */
const contextTokens = 100_000;
const contextChunks = 20;

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
  const context = await chooseContext(task, index, snapshot, workspace);
  const { issue, hint } = request;
  return { workspace, tools, conversation: composeFixRequest({ taskId, issue, hint, context }) };
}

/**
 * The rendered context. Vectors that fill in behind may change what is chosen, so the choice is recorded; the text of
 * what was chosen is read from the commit again.
 */
async function chooseContext(
  { request, steps }: Fix,
  index: Parameters<typeof gatherContext>[0],
  snapshot: SnapshotRef,
  workspace: Workspace,
): Promise<string> {
  const text = [request.issue.title, request.issue.body, request.hint].join('\n\n');
  const { files, chunks } = await steps.run('choose context', async () => {
    const context = await gatherContext(index, snapshot, {
      text,
      budgetTokens: contextTokens,
      maxChunks: contextChunks,
    });
    return { files: context.files, chunks: context.chunks.map(({ text: _, ...place }) => place) };
  });
  const rendered: RenderedChunk[] = [];
  for (const chunk of chunks) {
    const content = await workspace.read(chunk.path);
    rendered.push({ ...chunk, text: textOf(chunk, linesOf(content ?? Buffer.alloc(0))) });
  }
  return renderContext({ files, chunks: rendered });
}
