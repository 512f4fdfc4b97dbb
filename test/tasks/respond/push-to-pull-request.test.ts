import { describe, expect, test } from 'vitest';
import type { Publisher } from '../../../src/publish/publisher.ts';
import type { PullRequestDesk, Pushed } from '../../../src/publish/pull-request-desk.ts';
import type { FeedbackPiece } from '../../../src/tasks/fix/fix-record.ts';
import { offline } from '../../../src/tasks/replay/offline.ts';
import { pushToPullRequest } from '../../../src/tasks/respond/push-to-pull-request.ts';
import type { Response } from '../../../src/tasks/respond/respond.ts';
import { fixRecord, iteration, report } from '../../fakes/fix-record.ts';
import { inMemorySteps } from '../../fakes/in-memory-steps.ts';

const [head, base] = ['a'.repeat(40), 'b'.repeat(40)];
const { commit } = iteration(1);

const piece: FeedbackPiece = {
  id: 'F1',
  feedback: {
    ...{ kind: 'thread', id: 31, author: 'alice', body: 'Rename it.', url: 'https://x/31' },
    place: { thread: 31, path: 'src/sum.js', line: 2, hunk: '' },
  },
};

/** A change that was tested and is to go on somebody's branch; GitHub answers the push as told. */
async function push(answer: Pushed) {
  const done: unknown[][] = [];
  const record = {
    ...fixRecord({
      ...{ branch: null, base: { branch: 'work', sha: head }, iterations: [iteration(1)] },
      baseline: { report: report('passed', { passed: 1 }), kept: false },
    }),
    response: {
      ...{ earlier: 0, byPerson: true, pieces: [piece], conflicts: [], merged: null },
      answers: [{ id: 'F1', done: true, reason: 'Renamed.' }],
      ...{ head, tryBranch: 'goat/pull-8' },
    },
  };
  const task = offline<Response>('the world', {
    record,
    pull: {
      ...{ open: true, draft: false, branch: 'work', head, ownRepository: true, mergeable: true },
      base: { branch: 'main', sha: base },
    },
    steps: inMemorySteps(),
    publisher: offline<Publisher>('GitHub', {
      removeBranch: async (...what) => void done.push(['remove', ...what]),
    }),
    desk: offline<PullRequestDesk>('GitHub', {
      push: async (...what) => {
        done.push(['push', ...what]);
        return answer;
      },
      reply: async (thread, body) => void done.push(['reply', thread, body]),
      resolve: async (threads) => void done.push(['resolve', ...threads]),
    }),
  });
  return { outcome: await pushToPullRequest(task), record, done };
}

const pushed = ['push', 'work', head, commit.sha, { isMerge: false }];
const reply = (text: string) => ['reply', 31, expect.stringContaining(text)];

describe('the tested commit on the branch of somebody else', () => {
  test('goes on it from the head that was read, answers its threads, and leaves no branch of ours', async () => {
    const { outcome, record, done } = await push('pushed');
    expect(outcome).toMatchObject({ kind: 'fixed' });
    expect(done).toEqual([pushed, ['remove', 'goat/pull-8', commit.sha], reply('Done in'), ['resolve', 31]]);
    expect(record.response.tryBranch).toBeNull();
  });

  test('FAULT 23: stays on ours where somebody pushed meanwhile: nothing is forced, claimed or resolved', async () => {
    const { outcome, record, done } = await push('moved');
    expect(outcome).toMatchObject({ kind: 'answered', next: expect.stringContaining('Merge that branch') });
    expect(outcome).toMatchObject({ reason: expect.stringContaining(`${commit.sha}, which was tested, is on`) });
    expect(done).toEqual([pushed, reply('which is on `goat/pull-8` and not here')]);
    expect(record.response.tryBranch).toBe('goat/pull-8');
  });

  test('FAULT 24: is left to the caller where the branch takes none', async () => {
    const { outcome, done } = await push('refused');
    expect(outcome).toBe('refused');
    expect(done).toEqual([pushed]);
  });
});
