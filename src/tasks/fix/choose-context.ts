import { composeFixRequest, type FixBriefing } from '../../agent/compose-request.ts';
import type { Conversation } from '../../agent/conversation.ts';
import { countSystem, countTexts } from '../../agent/count-request.ts';
import type { Usage } from '../../agent/model.ts';
import type { RewrittenQuery } from '../../agent/rewrite-query.ts';
import { type CountedRequest, tokenRatio } from '../../agent/token-ratio.ts';
import type { Tool } from '../../agent/tool.ts';
import { type BudgetTooSmall, defaultBudget } from '../../context/context-budget.ts';
import type { SearchParts } from '../../context/find-chunks.ts';
import { type Context, gatherContext } from '../../context/gather-context.ts';
import { readLines } from '../../context/read-lines.ts';
import { contextFiles, renderContext } from '../../context/render-context.ts';
import type { SnapshotRef } from '../../indexing/snapshot.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** What a fix is about, before anything of the repository is chosen. */
export type Assignment = Omit<FixBriefing, 'context'>;

export interface ContextParts {
  readonly index: SearchParts;
  readonly snapshot: SnapshotRef;
  readonly tools: readonly Tool[];
  /** Earlier requests to the same model, for the size of its tokens. */
  readonly earlier: readonly CountedRequest[];
  /** In the model's own tokens: prompts, request, context and reply together. */
  readonly budgetTokens: number;
  /** Adds to the request what is searched for with it; null where nothing is to be added, or nothing could be. */
  readonly rewrite?: ((request: string) => Promise<RewrittenQuery | null>) | undefined;
}

export type ChosenOpening = (Context | BudgetTooSmall) & {
  /** Of what was added to the request. */
  readonly rewriteUsage?: Usage;
};

/** Chooses what the model is shown of the repository. What is returned are places, small enough for a step's record. */
export async function chooseContext(
  assignment: Assignment,
  { index, snapshot, tools, earlier, budgetTokens, rewrite }: ContextParts,
): Promise<ChosenOpening> {
  const { issue, hint } = assignment;
  const { system, messages } = composeFixRequest({ ...assignment, context: '' });
  const request = [issue.title, issue.body, hint].join('\n\n');
  const rewritten = (await rewrite?.(request)) ?? null;
  const chosen = await gatherContext(
    index,
    snapshot,
    { text: rewritten?.text ?? request },
    {
      ...defaultBudget,
      tokens: budgetTokens,
      ratio: tokenRatio(earlier),
      system: countSystem(system, tools),
      request: countTexts(messages),
    },
  );
  return rewritten === null ? chosen : { ...chosen, rewriteUsage: rewritten.usage };
}

/** The conversation that a fix begins with: the chosen places with their text, read from the commit. */
export async function composeOpening(
  assignment: Assignment,
  chosen: Context,
  { gitDir, entry }: Workspace,
): Promise<Conversation> {
  const files = contextFiles(chosen).flatMap((path) => {
    const blob = entry(path)?.sha;
    return blob === undefined ? [] : [{ path, blob }];
  });
  const context = renderContext(chosen, await readLines(gitDir, files));
  return composeFixRequest({ ...assignment, context });
}
