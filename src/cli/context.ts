import type { LocalIndex } from '../compose/local-index.ts';
import { modelName, queryRewriter } from '../compose/model.ts';
import { readCommandLineEnvironment } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import { defaultBudget } from '../context/context-budget.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import { agentTools } from '../tasks/fix/agent-tools.ts';
import { type ContextParts, chooseContext, composeOpening } from '../tasks/fix/choose-context.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { type ContextRequest, readContextRequest } from './context-request.ts';
import { type ContextPreview, describeContext } from './describe-context.ts';
import { findSnapshot } from './find-snapshot.ts';
import { say } from './say.ts';
import { withIndex } from './with-index.ts';

/** Stands in the places where a request names its task. */
const previewTask = 'preview';

/**
 * `goat context DIR --issue FILE|-`: what the model would be given to fix an issue, why each chunk is in, and what it
 * costs. No model is asked, but where --rewrite lets one add to what is searched for.
 */
export async function contextCommand(args: readonly string[]): Promise<number> {
  const config = readCommandLineEnvironment();
  const request = await readContextRequest(args, config);
  const rewrite = request.rewrite ? queryRewriter(config) : undefined;
  const snapshot = await findSnapshot(config, request.folder, request.revision);
  return withIndex(config, snapshot, async (index, _, signal) => {
    const asked = rewrite && ((text: string) => rewrite(text, signal));
    const preview = await previewContext(index, snapshot, request, modelName(config), asked);
    process.stdout.write(request.json ? `${JSON.stringify(preview)}\n` : describeContext(preview));
    if (preview.chunks.length > 0) return 0;
    say('No code was found for this issue: name a file, a symbol or a message in it.');
    return 1;
  });
}

async function previewContext(
  index: LocalIndex,
  snapshot: SnapshotRef,
  { issue, budgetTokens = defaultBudget.tokens }: ContextRequest,
  model: string,
  rewrite: ContextParts['rewrite'],
): Promise<ContextPreview> {
  const workspace = await openWorkspace(snapshot);
  const search = { search: index.chunkSearch, embedders: await index.embeddersOf(snapshot) };
  const tools = agentTools(workspace, search, snapshot);
  const assignment = { taskId: previewTask, issue, hint: '' };
  const earlier = await index.countedRequests(model);
  const chosen = await chooseContext(assignment, { index: search, snapshot, tools, earlier, budgetTokens, rewrite });
  if (chosen.kind === 'budget too small') {
    throw new Refusal([`${chosen.reason} Raise it with --budget ${chosen.neededTokens}, or shorten the issue.`]);
  }
  const { budget, ratio, cost, vectors, facts, map } = chosen;
  return {
    revision: snapshot.commit,
    title: issue.title,
    model,
    calibrated: earlier.length > 0,
    ratio,
    budget,
    cost,
    vectors,
    facts,
    map,
    chunks: chosen.chunks.map((chunk) => ({ ...chunk, tokens: Math.round(chunk.tokens * ratio) })),
    ...(await composeOpening(assignment, chosen, workspace)),
  };
}
