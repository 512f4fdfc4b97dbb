import { noUsage } from '../../text/usage.ts';
import type { Problem } from '../../validation/validate-patch.ts';
import { generateValidPatch, type ValidPatch } from '../fix/generate-valid-patch.ts';
import { onceAgainstTampering } from '../fix/look-for-tampering.ts';
import type { Outcome } from '../outcome.ts';
import { type BaseMerge, ownWork } from './merge-base-branch.ts';
import type { Responder } from './prepare-responder.ts';
import type { Response } from './respond.ts';

/** What the next commit holds, and the merge that it is; null where it is none. */
export type ResponsePatch = ValidPatch & { readonly merge: BaseMerge | null };

export type WriteResponse = (
  merge: BaseMerge | null,
) => Promise<ResponsePatch | { readonly kind: 'ended'; readonly outcome: Outcome }>;

/** Lets the agent answer, round by round. A merge that nobody said anything about needs no agent. */
export function responseWriter(task: Response, responder: Responder): WriteResponse {
  const { record, pull } = task;
  const { pieces } = record.response;
  const againstTampering = onceAgainstTampering(task, ownWork(task, responder));
  const unanswered = onceForUnanswered(responder);
  return async (merge) => {
    if (merge !== null && pieces.length === 0) return { ...justMerge(pull.base.branch, pull.branch), merge };
    const patch = await generateValidPatch(task, responder, {
      mayBeEmpty: true,
      check: async (changes) => [...unanswered(), ...(changes.length === 0 ? [] : await againstTampering())],
    });
    record.response.answers = [...responder.answers.values()];
    return patch.kind === 'ended' ? patch : { ...patch, merge };
  };
}

function justMerge(base: string, branch: string): ValidPatch {
  const summary = 'The two had changed the same files; they were merged by structure, and nothing else was changed.';
  const round = {
    subject: `Merge ${base} into ${branch}`,
    summary,
    actions: [],
    problems: [],
    usage: noUsage,
    modelCalls: 0,
  };
  return { kind: 'patch', round, changes: [], failingTests: [] };
}

/** Asks once for what the agent has not said; then it stays unanswered, and is said to be. */
function onceForUnanswered({ ids, answers }: Responder): () => Problem[] {
  let asked = false;
  return () => {
    const left = ids.filter((id) => !answers.has(id));
    if (asked || left.length === 0) return [];
    asked = true;
    const message = `You have not said what became of ${left.join(', ')}. Call answer_feedback for each, then finish again.`;
    return [{ path: '', message }];
  };
}
