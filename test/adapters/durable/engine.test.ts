import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEngine } from '../../../src/adapters/durable/engine.ts';
import type { OpenDatabase } from '../../../src/adapters/postgres/connect.ts';
import { createTaskStore } from '../../../src/adapters/postgres/task-store.ts';
import type { Control } from '../../../src/tasks/control.ts';
import { describeFailure } from '../../../src/tasks/describe-failure.ts';
import type { Outcome } from '../../../src/tasks/outcome.ts';
import type { Steps } from '../../../src/tasks/steps.ts';
import type { FixRequest } from '../../../src/tasks/task.ts';
import type { TaskEngine } from '../../../src/tasks/task-engine.ts';
import type { TaskStore } from '../../../src/tasks/task-store.ts';
import { openTestDatabase } from '../../fakes/database.ts';
import { silentLogger } from '../../fakes/silent-logger.ts';

type Durable = { steps: Steps; finalSteps: Steps; control: Control };

const done: Outcome = { kind: 'fixed', reason: 'Done.', next: 'Merge it.' };

let database: OpenDatabase;
let store: TaskStore;
let engine: TaskEngine;
/** What each task of these tests does, by its id. */
const works = new Map<string, (durable: Durable) => Promise<Outcome>>();

beforeAll(async () => {
  database = await openTestDatabase();
  store = createTaskStore(database);
  engine = await startEngine({
    database,
    store,
    executorId: 'test',
    logger: silentLogger,
    run: async (taskId, durable) => {
      const outcome = await works
        .get(taskId)?.(durable)
        .catch((error) => describeFailure(error, taskId));
      if (!outcome) throw new Error('no work');
      await durable.finalSteps.run('write outcome', () => store.finish(taskId, outcome));
      return outcome;
    },
  });
});

afterAll(async () => {
  await engine.close();
  await database.close();
});

function request(repositoryId: number, issue = 1): FixRequest {
  return {
    kind: 'fix',
    repository: { host: 'github', id: repositoryId, owner: 'o', name: 'r', defaultBranch: 'main', installationId: 1 },
    issue: { number: issue, title: 't', body: '', url: null },
    hint: '',
    sender: 'alice',
    commentId: null,
    limits: { iterations: 5, tokens: 1000 },
  };
}

async function start(id: string, fix: FixRequest, work: (durable: Durable) => Promise<Outcome>): Promise<void> {
  works.set(id, work);
  await store.add(id, fix, id);
  await engine.enqueue(id, fix);
}

describe('the durable engine', () => {
  test('runs one writing task of a repository at a time, and several repositories at once', async () => {
    let running = 0;
    let most = 0;
    const perRepository = new Map<number, number>();
    const violations: string[] = [];
    const ids: string[] = [];
    for (const repository of [1, 2, 3]) {
      for (const nth of [1, 2]) {
        const id = `parallel-${repository}-${nth}`;
        ids.push(id);
        await start(id, request(repository), async ({ steps }) => {
          await steps.run('work', async () => {
            running += 1;
            most = Math.max(most, running);
            const inRepository = (perRepository.get(repository) ?? 0) + 1;
            if (inRepository > 1) violations.push(id);
            perRepository.set(repository, inRepository);
            await new Promise((resolve) => setTimeout(resolve, 400));
            perRepository.set(repository, inRepository - 1);
            running -= 1;
          });
          return done;
        });
      }
    }
    await Promise.all(ids.map((id) => engine.wait(id)));
    expect(violations).toEqual([]);
    expect(most).toBeGreaterThan(1);
  });

  test('FAULT 5: a task that is enqueued twice runs once', async () => {
    let runs = 0;
    const work = async ({ steps }: Durable) => {
      await steps.run('count', async () => {
        runs += 1;
      });
      return done;
    };
    await Promise.all([start('twice', request(10), work), start('twice', request(10), work)]);
    await engine.wait('twice');
    await start('twice', request(10), work);
    await engine.wait('twice');
    expect(runs).toBe(1);
  });

  test('a stop reaches a running step, ends the task, and its outcome is still written', async () => {
    let aborted = false;
    await start('stopped', request(11, 5), async ({ steps }) => {
      await steps.run('long call', async (signal) => {
        await store.requestStop('stopped', 'bob');
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(signal.reason);
          });
        });
      });
      return done;
    });
    await engine.wait('stopped');
    expect(aborted).toBe(true);
    expect(await store.outcome('stopped')).toMatchObject({ kind: 'stopped', reason: 'Stopped by @bob.' });
    expect((await store.read('stopped'))?.state).toBe('stopped');
  });

  test('a message wakes a task that waits, and the same message twice is one', async () => {
    const received: unknown[] = [];
    await start('waiting', request(12), async ({ control }) => {
      received.push(await control.receive(20));
      received.push(await control.receive(0.1));
      return done;
    });
    await engine.send('waiting', { type: 'workflow run completed', runId: 7 }, 'delivery-1');
    await engine.send('waiting', { type: 'workflow run completed', runId: 7 }, 'delivery-1');
    await engine.wait('waiting');
    expect(received).toEqual([{ type: 'workflow run completed', runId: 7 }, null]);
  });

  test('a task that looks after another is told when it has ended, and not before it was started', async () => {
    const looks: boolean[] = [];
    await start('looked after', request(15), async ({ control }) => {
      await control.receive(20);
      return done;
    });
    await start('looking', request(16), async ({ control }) => {
      looks.push(await control.hasEnded('never started'), await control.hasEnded('looked after'));
      await control.send('looked after', { type: 'workflow run completed', runId: 8 });
      while (!(await control.hasEnded('looked after'))) await control.receive(0.1);
      looks.push(await control.hasEnded('looked after'));
      return done;
    });
    await engine.wait('looking');
    expect(looks).toEqual([false, false, true]);
  });

  test('a step that returns more than can be recorded ends the task with its reason', async () => {
    await start('large', request(13), async ({ steps }) => {
      await steps.run('read everything', async () => 'x'.repeat(300_000));
      return done;
    });
    await engine.wait('large');
    expect((await store.outcome('large'))?.reason).toMatch(/"read everything" returned 3000\d\d bytes/);
  });

  test('FAULT 43: a task that always fails ends with its reason', async () => {
    await start('failing', request(14), async ({ steps }) => {
      await steps.run('fetch', async () => {
        throw new Error('The repository is empty: push a first commit.');
      });
      return done;
    });
    await engine.wait('failing');
    expect(await store.outcome('failing')).toMatchObject({
      kind: 'failed',
      reason: 'The repository is empty: push a first commit.',
    });
  });
});
