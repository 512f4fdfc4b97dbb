import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer, request } from 'node:http';
import { pino } from 'pino';
import { Probot } from 'probot';
import { registerEvents } from '../../../src/github/register-events.ts';
import type { CompletedRun, PlainComment, TaskInbox } from '../../../src/github/task-inbox.ts';
import { createWebhookHandler, webhookPath } from '../../../src/github/webhooks/receive-webhook.ts';
import type { DeliveredFeedback } from '../../../src/tasks/respond/take-in-feedback.ts';
import type { TaskRequest } from '../../../src/tasks/task.ts';

export const settings = { appId: 1, label: 'goat', limits: { iterations: 5, tokens: 1_000_000 } };
const secret = 'a secret for tests only';

/** An inbox in memory, with the same rule as the real one: a task for each kind and delivery. */
export interface FakeInbox extends TaskInbox {
  readonly requests: Map<string, TaskRequest>;
  readonly comments: PlainComment[];
  readonly delivered: DeliveredFeedback[];
  readonly runs: CompletedRun[];
  /** While set, every call fails with it. */
  failure: Error | null;
}

export function createFakeInbox(): FakeInbox {
  const inbox: FakeInbox = {
    requests: new Map(),
    comments: [],
    delivered: [],
    runs: [],
    failure: null,
    async start(taskRequest, deliveryId) {
      if (inbox.failure) throw inbox.failure;
      const taskId = `${taskRequest.kind} ${deliveryId}`;
      const created = !inbox.requests.has(taskId);
      inbox.requests.set(taskId, taskRequest);
      return { taskId, created };
    },
    async commented(comment) {
      if (inbox.failure) throw inbox.failure;
      inbox.comments.push(comment);
    },
    async feedback(delivered) {
      if (inbox.failure) throw inbox.failure;
      inbox.delivered.push(delivered);
    },
    async runCompleted(run) {
      if (inbox.failure) throw inbox.failure;
      inbox.runs.push(run);
    },
  };
  return inbox;
}

export interface Delivery {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Objects are sent as JSON. */
  readonly body?: unknown;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

/** The webhook's handler behind a real server, and Probot behind the handler. */
export async function startReceiver(inbox: TaskInbox) {
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) });
  const app = new Probot({ appId: 1, privateKey: 'never used here', secret, log });
  await app.ready();
  registerEvents(app, inbox, settings);
  const handle = createWebhookHandler({ webhooks: app.webhooks, log });
  const server = createServer(async (incoming, response) => {
    if (!(await handle(incoming, response))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  const { port } = address;

  function open(delivery: Delivery, body: string) {
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'issue_comment',
      'x-github-delivery': 'd0a5e7f0-0000-4000-8000-000000000001',
      'x-hub-signature-256': sign(body),
      ...delivery.headers,
    };
    const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
    return request({ port, method: delivery.method ?? 'POST', path: delivery.path ?? webhookPath, headers: sent });
  }

  return {
    logged,
    open,
    deliver(delivery: Delivery): Promise<Answered> {
      const body = typeof delivery.body === 'string' ? delivery.body : JSON.stringify(delivery.body ?? {});
      const outgoing = open(delivery, body);
      const answered = answerTo(outgoing);
      outgoing.end(body);
      return answered;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

export function answerTo(outgoing: ReturnType<typeof request>): Promise<Answered> {
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
    });
  });
}

function sign(body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** What every event holds. */
export const common = {
  installation: { id: 7 },
  repository: { id: 42, name: 'calculator', owner: { login: 'octo' }, default_branch: 'main' },
  sender: { login: 'hubot-the-person', type: 'User' },
};

const issue = {
  number: 12,
  title: 'Sum is wrong',
  body: 'add(1, 2) is 4',
  html_url: 'https://github.test/octo/calculator/issues/12',
  state: 'open',
};

/** The part of `issue_comment.created` that is read. */
export function commentPayload(body: string, changes: { issue?: object; sender?: object; comment?: object } = {}) {
  return {
    action: 'created',
    ...common,
    sender: { ...common.sender, ...changes.sender },
    issue: { ...issue, ...changes.issue },
    comment: { id: 900, body, user: { type: 'User' }, ...changes.comment },
  };
}

/** The part of `issues.labeled` that is read. */
export function labelPayload(name: string, changes: { issue?: object; sender?: object } = {}) {
  return {
    action: 'labeled',
    ...common,
    sender: { ...common.sender, ...changes.sender },
    issue: { ...issue, ...changes.issue },
    label: { name },
  };
}

export const repository = {
  host: 'github',
  id: 42,
  owner: 'octo',
  name: 'calculator',
  defaultBranch: 'main',
  installationId: 7,
};
