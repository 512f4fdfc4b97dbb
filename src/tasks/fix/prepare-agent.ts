import type { Conversation } from '../../agent/conversation.ts';
import { countSystem, countTexts } from '../../agent/count-request.ts';
import { newPlanning, type Planning } from '../../agent/plan.ts';
import { rewriteQuery } from '../../agent/rewrite-query.ts';
import type { Tool } from '../../agent/tool.ts';
import { defaultBudget } from '../../context/context-budget.ts';
import { findImporters } from '../../context/find-importers.ts';
import { contextFiles } from '../../context/render-context.ts';
import type { SnapshotRef } from '../../indexing/snapshot.ts';
import { updateIndex } from '../../indexing/update-index.ts';
import { addUsage, noUsage } from '../../text/usage.ts';
import { openWorkspace } from '../../workspace/open-workspace.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { EndTask } from '../outcome.ts';
import { matchingPaths } from '../plan/matching-paths.ts';
import { repositoryKey } from '../task.ts';
import { agentTools } from './agent-tools.ts';
import { budgetOf } from './budget-of.ts';
import { codeCheckOf } from './check-code.ts';
import { chooseContext, composeOpening } from './choose-context.ts';
import type { Fix } from './fix.ts';
import type { RoundRules } from './generate-valid-patch.ts';
import { recallMemory } from './recall-memory.ts';
import { reportIndexing } from './report-indexing.ts';

export interface PreparedAgent {
  readonly workspace: Workspace;
  readonly tools: readonly Tool[];
  readonly planning: Planning;
  /** The files that the context was chosen from, the likeliest first. */
  readonly places: readonly string[];
  readonly conversation: Conversation;
  /** The tests that import a file of the commit, or are named after it. */
  readonly testsOf: (path: string) => Promise<string[]>;
  /** The repository's own check of its code. */
  readonly checkCode: RoundRules['check'];
}

/** Fetches and indexes the commit, and gives the agent its files, its tools and the context of the issue. */
export async function prepareAgent(task: Fix, commit: string): Promise<PreparedAgent> {
  const { taskId, request, record, chunkStore, chunkSearch, embedders, smallModel } = task;
  const gitDir = await task.fetchCommit(commit);
  const workspace = await openWorkspace({ gitDir, commit });
  const snapshot: SnapshotRef = { repository: repositoryKey(request.repository), gitDir, commit };
  // A step, so that a stop ends it.
  record.indexed = await task.steps.run('index the commit', (signal) =>
    reportIndexing(task, async (onProgress) => {
      const parts = { store: chunkStore, embedder: embedders.builtIn };
      const { files, chunks, seconds } = await updateIndex(parts, snapshot, { onProgress, signal });
      return { files, chunks, seconds };
    }),
  );
  // A task that goes on after weeks may find the index collected; where it is there, this is next to nothing.
  await updateIndex({ store: chunkStore, embedder: embedders.builtIn }, snapshot);
  await task.indexBehind(commit);

  const index = { search: chunkSearch, embedders: embedders.all };
  const planning = newPlanning();
  const forbidden = (paths: readonly string[]) => matchingPaths(task.config.risk.forbid, paths);
  const tools = agentTools(workspace, index, snapshot, { planning, forbidden });
  const advice = await recallMemory(task, workspace);
  const assignment = { taskId, issue: request.issue, hint: request.hint, advice };
  // Vectors that fill in behind may change what is chosen, and so may replies, of other tasks and of the model that is
  // asked here: the choice is recorded, and with it what it took.
  const budget = budgetOf(task);
  const chosen = await task.steps.run('choose context', async (signal) =>
    chooseContext(assignment, {
      index,
      snapshot,
      tools,
      earlier: await task.countedRequests(task.model.name),
      budgetTokens: Math.min(defaultBudget.tokens, task.config.limits.context),
      rewrite: smallModel === null ? undefined : (text) => rewriteQuery(smallModel, text, signal, budget),
    }),
  );
  record.openUsage = addUsage(record.openUsage, chosen.rewriteUsage ?? noUsage);
  if (chosen.kind === 'budget too small') {
    const next = 'Shorten the issue or the hint, and comment `/goat fix` again.';
    throw new EndTask({ kind: 'declined', reason: chosen.reason, next });
  }
  const conversation = await composeOpening(assignment, chosen, workspace);
  const counted = countSystem(conversation.system, tools) + countTexts(conversation.messages);
  record.opening = { model: task.model.name, counted, reported: null };
  const testsOf = async (path: string) =>
    ((await findImporters(index, snapshot, path, { tests: 'only' })) ?? []).map((importer) => importer.path);
  const places = contextFiles(chosen);
  return { workspace, tools, planning, places, conversation, testsOf, checkCode: codeCheckOf(task, workspace) };
}
