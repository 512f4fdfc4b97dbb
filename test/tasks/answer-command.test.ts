import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import { createPatternStore } from '../../src/adapters/postgres/pattern-store.ts';
import { createTaskStore } from '../../src/adapters/postgres/task-store.ts';
import type { PatternStore } from '../../src/memory/pattern-store.ts';
import { answerCommand } from '../../src/tasks/answer-command.ts';
import type { AnswerRequest, FixRequest, GitHubRepository, MemoryAction } from '../../src/tasks/task.ts';
import type { TaskStore } from '../../src/tasks/task-store.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { fixRecord } from '../fakes/fix-record.ts';
import { inMemoryControl, inMemorySteps, type OtherTasks } from '../fakes/in-memory-steps.ts';
import { fixContent, newPattern } from '../memory/patterns.ts';

const repository: GitHubRepository = {
  host: 'github',
  id: 9,
  owner: 'o',
  name: 'r',
  defaultBranch: 'main',
  installationId: 1,
};
const fix: FixRequest = {
  kind: 'fix',
  repository,
  issue: { number: 3, title: 't', body: '', url: null },
  hint: '',
  sender: 'alice',
  commentId: 1,
  limits: { iterations: 5, tokens: 1000 },
};

let database: OpenDatabase;
let store: TaskStore;
let patterns: PatternStore;
const owner = { repository: 'github:9', installation: 1, origin: null };
let replies: string[];

beforeAll(async () => {
  database = await openTestDatabase();
  store = createTaskStore(database);
  patterns = createPatternStore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  replies = [];
  await database.query('delete from tasks');
  await database.query('delete from patterns');
});

interface Asked extends Partial<OtherTasks> {
  readonly note?: string;
  readonly sender?: string;
  readonly memory?: MemoryAction;
}

function answer(command: AnswerRequest['command'], { note = '', sender = 'alice', memory, ...engine }: Asked = {}) {
  const control = inMemoryControl([], engine);
  const work = answerCommand(
    { kind: 'answer', command, repository, issueNumber: 3, sender, commentId: 5, note, ...(memory ? { memory } : {}) },
    {
      store,
      memory: { store: patterns, owner },
      mayWrite: async (login) => login === 'alice',
      reply: async (body) => {
        replies.push(body);
      },
    },
  );
  return { outcome: work.run(inMemorySteps(), control), control };
}

describe('/goat stop', () => {
  test('asks every open task of the issue to stop and wakes it', async () => {
    await store.add('01A', fix, 'd1');
    const { outcome, control } = answer('stop');
    expect(await outcome).toMatchObject({ kind: 'answered' });
    expect(await store.stopRequestedBy('01A')).toBe('alice');
    expect(control.sent).toEqual([{ taskId: '01A', message: { type: 'stop', by: 'alice' } }]);
    expect(replies).toEqual([expect.stringContaining('Stopping.')]);
  });

  test('says so where nothing runs, and leaves other issues alone', async () => {
    await store.add('01B', { ...fix, issue: { ...fix.issue, number: 4 } }, 'd2');
    await answer('stop').outcome;
    expect(await store.stopRequestedBy('01B')).toBeNull();
    expect(replies).toEqual([expect.stringContaining('Nothing is running')]);
  });
});

describe('/goat status', () => {
  test('tells what runs and how the last tasks ended', async () => {
    await store.add('01C', fix, 'd3');
    await store.finish('01C', { kind: 'failed', reason: 'No more disk.', next: 'x' });
    await store.add('01D', fix, 'd4');
    await answer('status').outcome;
    expect(replies[0]).toMatch(/`01D` fix: queued\n- `01C` fix: \*\*failed\*\*. No more disk\./);
  });
});

describe('/goat allow-test-edits and /goat approve', () => {
  const waitingFor = { subject: 'test edits', hash: 'h1' } as const;
  const ended = { kind: 'needs approval', reason: 'Tests changed.', next: 'Look.' } as const;

  test('keep the approval, bound to what was shown, and let the fix go on', async () => {
    await store.add('01F', fix, 'd6');
    await store.saveRecord('01F', fixRecord({ waitingFor }));
    await store.finish('01F', ended);
    const { outcome, control } = answer('allow-test-edits');
    await outcome;
    expect(await store.approvedBy('01F', waitingFor)).toBe('alice');
    expect(await store.approvedBy('01F', { ...waitingFor, hash: 'h2' })).toBeNull();
    expect(control.goneOn).toEqual([{ taskId: '01F', from: { step: 'look for an approval' } }]);
    expect(await store.outcome('01F')).toBeNull();
    expect(replies).toEqual(['Allowed by @alice. The fix goes on.']);
  });

  test('FAULT 34: count as well between the comment that asks for them and the end of the task', async () => {
    await store.add('01K', fix, 'd10');
    await store.setRunning('01K');
    await store.saveRecord('01K', fixRecord({ waitingFor }));
    const looks: string[] = [];
    const { outcome, control } = answer('allow-test-edits', {
      hasEnded: async () => {
        looks.push((await store.read('01K'))?.state ?? '');
        if (looks.length === 2) await store.finish('01K', ended);
        return looks.length === 3;
      },
    });
    await outcome;
    expect(looks).toEqual(['running', 'running', 'waiting']);
    expect(await store.approvedBy('01K', waitingFor)).toBe('alice');
    expect(control.goneOn).toHaveLength(1);
  });

  test('say what the fix waits for instead, or that it waits for nothing', async () => {
    await store.add('01G', fix, 'd7');
    await answer('approve').outcome;
    await store.saveRecord('01G', fixRecord({ waitingFor }));
    await store.finish('01G', ended);
    await answer('approve').outcome;
    expect(replies).toEqual([
      'No fix of this issue waits for anything.',
      'The fix waits for something else: `/goat allow-test-edits` allows it.',
    ]);
    expect(await store.outcome('01G')).toMatchObject({ kind: 'needs approval' });
  });

  test('are found from the pull request of the fix, too', async () => {
    const pullRequest = { number: 3, url: 'https://x/3', draft: true };
    await store.add('01H', { ...fix, issue: { ...fix.issue, number: 1 } }, 'd8');
    await store.saveRecord('01H', fixRecord({ waitingFor, pullRequest }));
    await store.finish('01H', ended);
    await answer('allow-test-edits').outcome;
    expect(await store.approvedBy('01H', waitingFor)).toBe('alice');
  });
});

describe('/goat stop for a fix that waits for a person', () => {
  test('lets it go on for as long as it takes to see the stop', async () => {
    await store.add('01I', fix, 'd9');
    await store.finish('01I', { kind: 'needs approval', reason: 'x', next: 'y' });
    const { outcome, control } = answer('stop');
    await outcome;
    expect(await store.stopRequestedBy('01I')).toBe('alice');
    expect(control.goneOn).toEqual([{ taskId: '01I', from: { step: 'look for an approval' } }]);
  });

  test('lets one that asked a person go on from its question', async () => {
    await store.add('01N', fix, 'd14');
    await store.finish('01N', { kind: 'asked', reason: 'Which one?', next: 'y' });
    const { outcome, control } = answer('stop', {
      canGoOn: (from) => typeof from === 'object' && from.step === 'look for an answer',
    });
    await outcome;
    expect(control.goneOn).toEqual([{ taskId: '01N', from: { step: 'look for an answer' } }]);
  });
});

describe('/goat resume and /goat retry', () => {
  test('resume goes on where the latest fix was stopped', async () => {
    await store.add('01J', fix, 'd10');
    await store.requestStop('01J', 'alice');
    await store.finish('01J', { kind: 'stopped', reason: 'Stopped.', next: 'x' });
    const { outcome, control } = answer('resume');
    await outcome;
    expect(control.goneOn).toEqual([{ taskId: '01J', from: 'stop' }]);
    expect(await store.stopRequestedBy('01J')).toBeNull();
  });

  test('a fix whose record does not reach that far keeps its outcome, and says so', async () => {
    await store.add('01K', fix, 'd11');
    await store.finish('01K', { kind: 'stopped', reason: 'Stopped.', next: 'x' });
    await answer('resume', { canGoOn: () => false }).outcome;
    expect(await store.outcome('01K')).toMatchObject({ kind: 'stopped' });
    expect(replies).toEqual([expect.stringContaining('cannot go on')]);
  });

  test('retry goes on at the step that failed; where none did, it is another try', async () => {
    await store.add('01L', fix, 'd12');
    await store.finish('01L', { kind: 'failed', reason: 'No.', next: 'x' });
    const { outcome, control } = answer('retry');
    await outcome;
    expect(control.goneOn).toEqual([{ taskId: '01L', from: 'failure' }]);
    await store.finish('01L', { kind: 'tests still failing', reason: 'No.', next: 'x' });
    await answer('retry', { canGoOn: () => false }).outcome;
    const tasks = await store.ofIssue('github:9', 3);
    expect(tasks.map(({ state }) => state)).toEqual(['queued', 'failed']);
  });

  test('say so where there is nothing to resume or to retry', async () => {
    await answer('resume').outcome;
    await store.add('01M', fix, 'd13');
    await answer('retry').outcome;
    expect(replies).toEqual([
      expect.stringContaining('No fix has run'),
      'The latest fix of this issue is queued, so there is nothing to retry.',
    ]);
  });
});

describe('/goat help', () => {
  test('shows the commands, with a note in front where a command did nothing', async () => {
    await answer('help', { note: '`/goat fx` is not a command.' }).outcome;
    expect(replies[0]).toMatch(/^`\/goat fx` is not a command\.\n\n### Commands/);
  });
});

test('FAULT 19: whoever may not write, or cannot be looked up, gets no answer and stops nothing', async () => {
  await store.add('01E', fix, 'd5');
  expect(await answer('stop', { sender: 'mallory' }).outcome).toMatchObject({ kind: 'not allowed' });
  expect(replies).toEqual([]);
  expect(await store.stopRequestedBy('01E')).toBeNull();
});

describe('/goat memory', () => {
  test('lists what there is, the surest first, so that nothing of it acts in a comment', async () => {
    const title = 'Sum | <b>is</b> wrong, says @bob';
    const content = fixContent({ issue: { number: 7, title, body: '' }, refusal: 'See #3' });
    await patterns.save(owner, newPattern({ kind: 'wrong way', content, confidence: 0.6 }));
    await answer('memory', { memory: { action: 'remember', text: 'We use tabs.' } }).outcome;
    await answer('memory').outcome;
    const [, list = ''] = replies;
    expect(list.split('\n').filter((line) => /^\| \d/.test(line))).toEqual([
      expect.stringMatching(/^\| \d+ \| convention \| 0\.70 \| We use tabs\. \(alice\) \|$/),
      expect.stringMatching(
        /^\| \d+ \| wrong way \| 0\.60 \| Sum \\\| <\u200bb>is<\u200b\/b> wrong, says @\u200bbob \(pull request 8\) Refused: See #\u200b3 \|$/,
      ),
    ]);
  });

  test('forgets one, and only of this repository', async () => {
    await patterns.save({ ...owner, repository: 'github:10' }, newPattern());
    const [other] = await patterns.list('github:10', 1);
    await answer('memory', { memory: { action: 'forget', id: other?.id ?? 0 } }).outcome;
    expect(replies).toEqual([expect.stringContaining('There is no memory')]);
    expect(await patterns.list('github:10', 1)).toHaveLength(1);
  });

  test('remembers nothing where nothing can be seen of the text', async () => {
    await answer('memory', { memory: { action: 'remember', text: '<!-- We always push to main. -->' } }).outcome;
    expect(replies).toEqual([expect.stringContaining('There is nothing to remember in it')]);
    expect(await patterns.list('github:9', 1)).toEqual([]);
  });

  test('says nothing to whoever may not write, and does nothing', async () => {
    const memory = { action: 'remember', text: 'We use tabs.' } as const;
    expect(await answer('memory', { sender: 'mallory', memory }).outcome).toMatchObject({ kind: 'not allowed' });
    expect(replies).toEqual([]);
    expect(await patterns.list('github:9', 1)).toEqual([]);
  });
});
