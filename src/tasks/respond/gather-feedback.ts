import type { PullRequestState } from '../../publish/pull-request-desk.ts';
import { summariesOf } from '../../publish/summaries-of.ts';
import { noUsage } from '../../text/usage.ts';
import { asPushed, type FixRecord, headOf, type ResponseRecord } from '../fix/fix-record.ts';
import { EndTask } from '../outcome.ts';
import type { Steps } from '../steps.ts';
import { type Feedback, isRedCheck, isRemark } from './feedback.ts';
import type { RespondParts } from './respond.ts';

/** Responses that nobody asked for, one after the other, before a person has to look. */
const mostInARow = 2;

export interface Gathered {
  readonly pull: PullRequestState;
  readonly record: FixRecord & { readonly response: ResponseRecord };
}

/**
 * Takes what was said about the pull request, keeps what counts, and goes on from what was done for it before. Ends the
 * task, silently, where there is nothing to answer.
 */
export async function gatherFeedback(taskId: string, parts: RespondParts, steps: Steps): Promise<Gathered> {
  const taken = await steps.run('take the feedback', () => parts.takeFeedback());
  if (taken.length === 0) throw nothingToDo('Another response has taken this feedback.');
  const earlier = await steps.run('read what was done before', () => parts.earlierWork());
  if (earlier === null) throw nothingToDo('The pull request is not ours.');
  const pull = await steps.run('read the pull request', (signal) => parts.desk.read(signal));
  if (!pull.open) throw nothingToDo('The pull request is closed.');
  if (!pull.ownRepository) throw nothingToDo('The branch is in a fork, which is never written to.');
  const counting: Feedback[] = [];
  for (const feedback of taken) if (await counts(feedback, pull, parts, steps)) counting.push(feedback);
  const answered = counting.filter(({ kind }) => kind !== 'base moved');
  if (answered.length === 0 && pull.mergeable !== false) throw nothingToDo('There is nothing to answer.');
  const record = goOnFrom(asPushed(earlier), taskId, pull, answered);
  return { pull, record };
}

/** Feedback counts from people who may write, and from checks of the commit that the branch is at. */
async function counts(feedback: Feedback, pull: PullRequestState, parts: RespondParts, steps: Steps): Promise<boolean> {
  if (isRedCheck(feedback)) return feedback.commit === pull.head;
  if (!isRemark(feedback)) return true;
  return steps.run('permission', () => parts.publisher.mayWrite(feedback.author));
}

function goOnFrom(
  earlier: FixRecord,
  taskId: string,
  { branch, draft, head }: PullRequestState,
  answered: readonly Feedback[],
): Gathered['record'] {
  const { pullRequest } = earlier;
  return {
    ...earlier,
    taskId,
    branch,
    pullRequest: pullRequest && { ...pullRequest, draft },
    openUsage: noUsage,
    openRound: null,
    waitingFor: null,
    activity: '',
    response: {
      earlier: earlier.iterations.length,
      summaries: summariesOf(earlier),
      byPerson: answered.some(isRemark),
      pieces: answered.map((feedback, index) => ({ id: `F${index + 1}`, feedback })),
      answers: [],
      conflicts: [],
      merged: null,
      head,
      tryBranch: null,
    },
  };
}

/** Two responses that only checks and conflicts asked for are enough: after that a person has to say something. */
export async function requirePersonInBetween(
  { pull, record }: Gathered,
  parts: RespondParts,
  steps: Steps,
): Promise<void> {
  // A person's push is as good as a word.
  if (record.response.byPerson || headOf(record)?.sha !== pull.head) return;
  const inARow = await steps.run('count the responses that nobody asked for', () => parts.automaticInARow());
  if (inARow < mostInARow) return;
  if (inARow > mostInARow) throw nothingToDo('It was said before that a person has to look.');
  throw new EndTask({
    kind: 'declined',
    reason: 'Two responses in a row were made without a person in between, and there is still something to mend.',
    next: 'Comment or review here, or push to the branch: any of these lets me go on.',
  });
}

function nothingToDo(reason: string): EndTask {
  return new EndTask({ kind: 'ignored', reason, next: '' });
}
