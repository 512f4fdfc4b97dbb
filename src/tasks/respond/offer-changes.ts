import { unifiedDiff } from '../../patching/minimal-diff.ts';
import { greenRun } from '../../publish/evidence.ts';
import { responseCommit } from '../../publish/feedback-answers.ts';
import { describeTested, offerBody, suggestionComment, type TestedWhole } from '../../publish/offer.ts';
import { suggestChanges } from '../../review/suggest-changes.ts';
import type { Outcome } from '../outcome.ts';
import { answerThreads } from './answer-threads.ts';
import type { Mender } from './prepare-mender.ts';
import type { Response } from './respond.ts';

/**
 * Offers what was done in one review, for a person to take: as suggestions where they have a place in the diff, else as a
 * patch.
 * @param why a sentence: why it was not pushed.
 */
export async function offerChanges(task: Response, { workspace, change }: Mender, why: string): Promise<Outcome> {
  const { record, pull, desk, steps } = task;
  const hunks = new Map(change.files.map((file) => [file.path, file.hunks]));
  const { suggestions, rest } = await suggestChanges(await workspace.changes(), hunks);
  const tested = testedWhole(record);
  const weakens = record.tampering?.blocks ? record.tampering.findings.filter(({ blocking }) => blocking) : [];
  const body = offerBody({
    why,
    tested,
    weakens,
    suggestions: suggestions.length,
    rest: unifiedDiff(rest),
  });
  const comments = suggestions.map(({ anchor, text }) => ({ anchor, body: suggestionComment(text) }));
  const url = await steps.run('offer the change', () => desk.offer({ commit: pull.head, body, comments }));
  record.response.offered = url;
  await answerThreads(task, { resolve: false });
  const what = [
    ...(suggestions.length > 0
      ? [suggestions.length === 1 ? 'a suggestion' : `${suggestions.length} suggestions`]
      : []),
    ...(rest.length > 0 ? ['a patch'] : []),
  ].join(' and ');
  return {
    kind: 'answered',
    reason: `${why} So the change is offered in a review, as ${what}. ${describeTested(tested)}`,
    next: 'Take what you want of it; what is taken is a push like any other.',
  };
}

/** Null for a fork, which nothing runs in. */
function testedWhole(record: Response['record']): TestedWhole | null {
  const last = responseCommit(record);
  const { tryBranch } = record.response;
  if (last === null || tryBranch === null) return null;
  return { sha: last.commit.sha, branch: tryBranch, report: greenRun(last) };
}
