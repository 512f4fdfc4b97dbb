import { newFixRecord } from '../fix/fix-record.ts';
import { EndTask } from '../outcome.ts';
import { requireWriter } from '../require-writer.ts';
import type { Steps } from '../steps.ts';
import type { MendRequest } from '../task.ts';
import type { Feedback } from './feedback.ts';
import type { Gathered } from './gather-feedback.ts';
import type { RespondParts } from './respond.ts';

/**
 * What `/goat fix` on somebody else's pull request asks for: what the comment says, and what still waits for an answer in
 * the threads of the diff. Ends the task, silently, where who asks may not, or where there is nothing to mend any more.
 */
export async function gatherRequest(
  taskId: string,
  { repository, limits, asked }: MendRequest,
  { publisher, desk }: RespondParts,
  steps: Steps,
): Promise<Gathered> {
  const { by, commentId, hint, issue, url } = asked;
  await requireWriter(steps, publisher, by);
  await steps.run('acknowledge', () => publisher.acknowledge());
  const pull = await steps.run('read the pull request', (signal) => desk.read(signal));
  if (!pull.open) throw new EndTask({ kind: 'ignored', reason: 'The pull request is closed.', next: '' });
  const threads = await steps.run('read open threads', () => desk.openThreads());
  const comment: Feedback = { kind: 'comment', id: commentId, author: by, body: hint === '' ? withoutHint : hint, url };
  const record = newFixRecord(taskId, { kind: 'fix', repository, issue, hint, sender: by, commentId, limits });
  return {
    pull,
    record: {
      ...record,
      base: { branch: pull.branch, sha: pull.head },
      response: {
        earlier: 0,
        byPerson: true,
        pieces: [comment, ...threads].map((feedback, index) => ({ id: `F${index + 1}`, feedback })),
        answers: [],
        conflicts: [],
        merged: null,
        head: pull.head,
        tryBranch: null,
      },
    },
  };
}

const withoutHint = 'Look at this pull request, and mend what is wrong with it: what threads and failing tests show.';
