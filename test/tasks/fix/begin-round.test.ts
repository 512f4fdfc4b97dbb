import { expect, test } from 'vitest';
import type { ModelReply } from '../../../src/agent/model.ts';
import { defaultRepositoryConfig } from '../../../src/config/repository-config.ts';
import type { Publisher } from '../../../src/publish/publisher.ts';
import { beginRound } from '../../../src/tasks/fix/begin-round.ts';
import { closeRound } from '../../../src/tasks/fix/close-round.ts';
import type { Fix } from '../../../src/tasks/fix/fix.ts';
import { letAgentWork } from '../../../src/tasks/fix/let-agent-work.ts';
import { reportOutcome } from '../../../src/tasks/fix/report-outcome.ts';
import { offline } from '../../../src/tasks/replay/offline.ts';
import { call, done, finish, modelOf, reply, tool } from '../../agent/replies.ts';
import { fixRecord } from '../../fakes/fix-record.ts';
import { inMemorySteps } from '../../fakes/in-memory-steps.ts';

/** A fix whose model says this, and whose clock stands where it is told. */
function fixWith(...replies: readonly ModelReply[]) {
  const clock = { now: 0 };
  const comments: string[] = [];
  const task = offline<Fix>('the world', {
    record: fixRecord(),
    config: defaultRepositoryConfig,
    request: offline<Fix['request']>('the request', { limits: { iterations: 5, tokens: 1_000_000 } }),
    model: modelOf(...replies),
    steps: inMemorySteps(),
    elapsed: async () => clock.now,
    saveRecord: async () => undefined,
    publisher: offline<Publisher>('GitHub', {
      writeTrackingComment: async (body) => {
        comments.push(body);
        return null;
      },
    }),
  });
  const agent = {
    tools: [tool('read_file', () => done)],
    conversation: { system: 'You fix issues.', messages: [{ role: 'user' as const, content: [] }] },
  };
  return { task, agent, clock, comments };
}

const reads = reply([call('read_file', {})]);

test('a round tells its calls, tokens and seconds, and leaves nothing open', async () => {
  const { task, agent, clock } = fixWith(reads, reply([finish()]));
  const spent = await beginRound(task);
  await letAgentWork(task, agent, []);
  clock.now = 12_000;
  expect(await spent()).toEqual({
    usage: { inputTokens: 20, outputTokens: 2, cacheReadTokens: 0, cacheWriteTokens: 0 },
    modelCalls: 2,
    seconds: 12,
  });
  closeRound(task.record);
  expect(task.record).toMatchObject({ openUsage: { inputTokens: 0, outputTokens: 0 }, openRound: null });
});

test('FAULT 45: a model that fails after two replies leaves what they took, which the last comment shows', async () => {
  const { task, agent, clock, comments } = fixWith(reads, reads);
  await beginRound(task);
  clock.now = 7_000;
  await expect(letAgentWork(task, agent, [])).rejects.toThrow('no reply 3');
  await reportOutcome(task, task.record, { kind: 'failed', reason: 'It failed.', next: '' }, task.steps);
  expect(comments.join()).toContain('| no commit | 2 | 20 | 0 | 0 | 2 | – | 7 |');
});
