import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commentPayload, createFakeInbox, labelPayload, startReceiver } from './webhooks/deliveries.ts';

interface Example {
  readonly name: string;
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}
const examples: readonly Example[] = createRequire(import.meta.url)('@octokit/webhooks-examples');

const inbox = createFakeInbox();
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver(inbox);
});
afterAll(() => receiver.close());

test('FAULT 11: no public example payload crashes anything or starts a task, but to ask whether its label means a fix, or its pull request a review', async () => {
  const statuses = new Set<number>();
  let delivered = 0;
  for (const { name, examples: payloads } of examples) {
    for (const payload of payloads) {
      const delivery = { 'x-github-event': name, 'x-github-delivery': `example-${delivered}` };
      statuses.add((await receiver.deliver({ headers: delivery, body: payload })).status);
      delivered += 1;
    }
  }
  expect(delivered).toBeGreaterThan(300);
  expect([...statuses]).toEqual([202]);
  const started = [...inbox.requests.values()];
  const asks = (request: (typeof started)[number]) =>
    (request.kind === 'fix' && request.label?.isDefault === false) ||
    (request.kind === 'review' && request.trigger !== 'command') ||
    (request.kind === 'learn' && request.lesson.kind === 'reviewed');
  expect(started.filter((request) => !asks(request))).toEqual([]);
});

test('FAULT 11: the public examples do start tasks once they carry a command', async () => {
  const comment = examples
    .find(({ name }) => name === 'issue_comment')
    ?.examples.find((payload) => payload.action === 'created' && payload.installation);
  const body = { ...comment, comment: { ...Object(comment?.comment), body: '/goat fix' } };
  await receiver.deliver({ headers: { 'x-github-delivery': 'comment' }, body });
  expect(inbox.requests.get('fix comment')).toMatchObject({ kind: 'fix', repository: { owner: 'Codertocat' } });
});

test('each event reaches its handler', async () => {
  await receiver.deliver({ headers: { 'x-github-delivery': 'a' }, body: commentPayload('/goat status') });
  await receiver.deliver({
    headers: { 'x-github-event': 'issues', 'x-github-delivery': 'b' },
    body: labelPayload('goat'),
  });
  await receiver.deliver({
    headers: { 'x-github-event': 'workflow_run', 'x-github-delivery': 'c' },
    body: { action: 'completed', repository: { id: 42 }, workflow_run: { id: 77, event: 'workflow_dispatch' } },
  });
  expect(inbox.requests.get('answer a')).toMatchObject({ command: 'status' });
  expect(inbox.requests.get('fix b')).toMatchObject({ commentId: null });
  expect(inbox.runs).toContainEqual({ repositoryId: 42, runId: 77, title: '' });
});
