import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import examples from '@octokit/webhooks-examples' with { type: 'json' };
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { compileSchema, deepestProblem } from './contract/compile-schema.ts';
import { description } from './contract/description.ts';
import type { RepositoryHandle } from './repository-handle.ts';
import { type GitHubServer, startGitHubServer } from './start-github-server.ts';
import { appClient, installationClient } from './test-client.ts';

interface Received {
  readonly event: string;
  readonly guid: string;
  readonly signature: string;
  readonly body: string;
}

let github: GitHubServer;
let shop: RepositoryHandle;
let receiver: Server;
let received: Received[] = [];
let answer = 200;

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    const { headers } = request;
    received.push({
      event: String(headers['x-github-event']),
      guid: String(headers['x-github-delivery']),
      signature: String(headers['x-hub-signature-256']),
      body: await text(request),
    });
    response.writeHead(answer).end('seen');
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  const port = typeof address === 'object' ? address?.port : 0;
  github = await startGitHubServer({ webhookSecret: 'secret', webhookUrl: `http://127.0.0.1:${port}/` });
  shop = await github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { a: 'b' },
    collaborators: { mona: 'write' },
  });
});
afterAll(async () => {
  await github.close();
  expect(github.contractViolations).toEqual([]);
  receiver.close();
});
beforeEach(() => {
  received = [];
  answer = 200;
});

const envelope = z.looseObject({ action: z.string().optional() });
const parsed = (delivery: Received | undefined) => envelope.parse(JSON.parse(delivery?.body ?? '{}'));

/** As the description names its webhooks: `issue-comment-created`, `push`. */
function nameOf(delivery: Received): string {
  return [delivery.event, parsed(delivery).action].filter(Boolean).join('-').replaceAll('_', '-');
}

afterEach(() => {
  for (const delivery of received) {
    const validate = compileSchema(webhookSchema(nameOf(delivery)));
    expect(validate(parsed(delivery)) || `${nameOf(delivery)}: ${deepestProblem(validate)}`).toBe(true);
  }
});

test('a comment is delivered with a signature that the secret makes', async () => {
  const issue = await shop.openIssue('mona', { title: 'It breaks', body: 'Here' });
  await shop.comment('mona', issue.number, '/goat fix');
  const [opened, comment] = received;
  expect([opened?.event, comment?.event]).toEqual(['issues', 'issue_comment']);
  expect(comment?.signature).toBe(
    `sha256=${createHmac('sha256', 'secret')
      .update(comment?.body ?? '')
      .digest('hex')}`,
  );
  expect(parsed(comment)).toMatchObject({
    action: 'created',
    comment: { body: '/goat fix', user: { login: 'mona' }, author_association: 'COLLABORATOR' },
    issue: { number: issue.number },
    repository: { full_name: 'acme/shop', default_branch: 'main', owner: { login: 'acme' } },
    sender: { login: 'mona', type: 'User' },
    installation: { id: expect.any(Number) },
  });
  expect(github.deliveries.at(-1)).toMatchObject({ status: 'OK', statusCode: 200, response: 'seen' });
});

test('every payload has what the examples of GitHub have', async () => {
  const issue = await shop.openIssue('mona', { title: 'It breaks', body: 'Here' });
  const comment = await shop.comment('mona', issue.number, 'Hello');
  await shop.editComment('mona', comment, 'Bye');
  await shop.label('mona', issue.number, 'goat');
  await shop.closeIssue('mona', issue.number);
  await shop.push('mona', { branch: 'goat/x', message: 'Change', files: { x: 'y' } });
  const client = await installationClient(github);
  await client.rest.pulls.create({ owner: 'acme', repo: 'shop', title: 'Fix', head: 'goat/x', base: 'main' });
  await github.settled();
  const names = received.map(nameOf);
  expect(names).toEqual([
    'issues-opened',
    'issue-comment-created',
    'issue-comment-edited',
    'issues-labeled',
    'issues-closed',
    'push',
    'pull-request-opened',
  ]);
  for (const delivery of received) {
    const payload = parsed(delivery);
    const missing = Object.keys(exampleOf(delivery.event, payload.action)).filter((key) => !(key in payload));
    expect(missing.filter((key) => key !== 'organization')).toEqual([]);
  }
});

test('FAULT 27: a run can tell its end before the dispatch is answered', async () => {
  const steps = 'jobs: { test: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }';
  const files = { '.github/workflows/goat.yml': `name: goat\non: workflow_dispatch\n${steps}\n` };
  await shop.push('mona', { branch: 'main', message: 'Add the workflow', files });
  received = [];
  github.injectRunFault({ completeBeforeReply: true });
  const client = await installationClient(github);
  const dispatch = { owner: 'acme', repo: 'shop', workflow_id: 'goat.yml', ref: 'main' };
  await client.rest.actions.createWorkflowDispatch(dispatch);
  const last = received.map(parsed).find((payload) => payload.action === 'completed');
  expect(last).toMatchObject({
    workflow_run: { id: shop.runs[0]?.id, conclusion: 'success' },
    workflow: { name: 'goat' },
  });
  await github.settled();
  expect(received.map((delivery) => parsed(delivery).action).sort()).toEqual(['completed', 'in_progress', 'requested']);
});

function webhookSchema(name: string): unknown {
  const media = z.object({ schema: z.unknown() });
  const operation = z.object({ post: z.object({ requestBody: z.object({ content: z.record(z.string(), media) }) }) });
  return operation.parse(description()['x-webhooks'][name]).post.requestBody.content['application/json']?.schema;
}

const exampleSchema = z.array(z.object({ name: z.string(), examples: z.array(envelope) }));

function exampleOf(event: string, action: string | undefined): object {
  const all = exampleSchema.parse(examples).find((each) => each.name === event)?.examples ?? [];
  return all.find((each) => each.action === action) ?? {};
}

test('FAULT 9: what the App itself does is delivered too, as done by its bot', async () => {
  const issue = await shop.openIssue('mona', { title: 'It breaks', body: 'Here' });
  const client = await installationClient(github);
  await client.rest.issues.createComment({
    owner: 'acme',
    repo: 'shop',
    issue_number: issue.number,
    body: '/goat fix',
  });
  await github.settled();
  expect(parsed(received.at(-1))).toMatchObject({ action: 'created', sender: { login: 'goat[bot]', type: 'Bot' } });
});

test('FAULT 5: a redelivery and a duplicate carry the first guid', async () => {
  const issue = await shop.openIssue('mona', { title: 'It breaks', body: 'Here' });
  const first = github.deliveries.at(-1);
  await github.redeliver(first?.id ?? 0);
  github.injectWebhookFault({ event: 'issue_comment', fault: 'duplicate' });
  await shop.comment('mona', issue.number, '/goat fix');
  const [opened, again, comment, twin] = received.map((delivery) => delivery.guid);
  expect(again).toBe(opened);
  expect(twin).toBe(comment);
  expect(comment).not.toBe(opened);
});

test('FAULT 7: a delivery that was refused is kept, listed, and can be sent again', async () => {
  answer = 500;
  await shop.openIssue('mona', { title: 'It breaks', body: 'Here' });
  expect(github.deliveries.at(-1)).toMatchObject({ status: 'Invalid HTTP Response: 500', statusCode: 500 });
  expect(received).toHaveLength(1);
  answer = 200;
  const app = appClient(github);
  const { data } = await app.rest.apps.listWebhookDeliveries({ per_page: 1 });
  await app.rest.apps.redeliverWebhookDelivery({ delivery_id: data[0]?.id ?? 0 });
  await github.settled();
  expect(github.deliveries.at(-1)).toMatchObject({ status: 'OK', redelivery: true, guid: received[0]?.guid });
});

test('FAULT 28: a delivery can be dropped or come late', async () => {
  github.injectWebhookFault({ event: 'issues', action: 'opened', fault: 'drop' });
  const issue = await shop.openIssue('mona', { title: 'It breaks', body: 'Here' });
  expect(received).toEqual([]);
  expect(github.deliveries.at(-1)?.status).toBe('dropped');
  github.injectWebhookFault({ event: 'issue_comment', fault: { delayMilliseconds: 30 } });
  const late = shop.comment('mona', issue.number, 'late');
  await shop.label('mona', issue.number, 'goat');
  await late;
  expect(received.map((delivery) => delivery.event)).toEqual(['issues', 'issue_comment']);
});

test('an App without an address is told nothing', async () => {
  const { webhookUrl } = github.app;
  github.app.webhookUrl = null;
  await shop.openIssue('mona', { title: 'Quiet', body: '' });
  github.app.webhookUrl = webhookUrl;
  expect(received).toEqual([]);
});
