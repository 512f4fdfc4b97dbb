import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { answerTo, commentPayload, createFakeInbox, startReceiver } from './deliveries.ts';

const inbox = createFakeInbox();
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver(inbox);
});
afterAll(() => receiver.close());
afterEach(() => {
  inbox.requests.clear();
  inbox.failure = null;
});

const fix = commentPayload('/goat fix');

describe('a delivery', () => {
  test('is accepted at once and starts a task', async () => {
    expect(await receiver.deliver({ body: fix })).toMatchObject({ status: 202, text: 'Accepted.\n' });
    expect(inbox.requests.size).toBe(1);
  });

  test('with a query behind the path is accepted too', async () => {
    expect(await receiver.deliver({ path: '/api/github/webhooks?x=1', body: fix })).toMatchObject({ status: 202 });
  });

  test('to another path is left to others', async () => {
    expect(await receiver.deliver({ path: '/api/github', body: fix })).toMatchObject({ status: 404 });
  });

  test('with another method is refused', async () => {
    expect(await receiver.deliver({ method: 'PUT', body: fix })).toMatchObject({ status: 405 });
  });

  test('FAULT 5: twice at once, or again later, starts one task', async () => {
    const answers = await Promise.all([receiver.deliver({ body: fix }), receiver.deliver({ body: fix })]);
    answers.push(await receiver.deliver({ body: fix }));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(inbox.requests.size).toBe(1);
  });

  test('FAULT 7: that cannot be recorded is answered 503 without the error’s text, and works when delivered again', async () => {
    inbox.failure = new Error('connect ECONNREFUSED database.internal:5432');
    const refused = await receiver.deliver({ body: fix });
    expect(refused).toMatchObject({ status: 503, text: 'The delivery could not be recorded. Deliver it again.\n' });
    expect(receiver.logged.join('')).toContain('database.internal');
    inbox.failure = null;
    expect(await receiver.deliver({ body: fix })).toMatchObject({ status: 202 });
    expect(inbox.requests.size).toBe(1);
  });

  test.each(['unheard_of', 'constructor', 'ping', 'star'])('FAULT 8: of the event %s does nothing', async (event) => {
    expect(await receiver.deliver({ headers: { 'x-github-event': event }, body: fix })).toMatchObject({ status: 202 });
    expect(inbox.requests.size).toBe(0);
  });

  test.each(['edited', 'deleted', '__proto__', 7, null])('FAULT 8: of the action %j does nothing', async (action) => {
    expect(await receiver.deliver({ body: { ...fix, action } })).toMatchObject({ status: 202 });
    expect(inbox.requests.size).toBe(0);
  });
});

describe('FAULT 2: a delivery is refused before its body is parsed', () => {
  test.each([
    ['without a signature', { 'x-hub-signature-256': undefined }, 401],
    ['with a malformed signature', { 'x-hub-signature-256': 'sha256=1234' }, 401],
    ['with the older kind of signature', { 'x-hub-signature-256': `sha1=${'0'.repeat(40)}` }, 401],
    ['with the signature of another body', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }, 401],
    ['without an event', { 'x-github-event': undefined }, 400],
    ['with a malformed event', { 'x-github-event': '__proto__' }, 400],
    ['without a delivery id', { 'x-github-delivery': undefined }, 400],
    ['with a malformed delivery id', { 'x-github-delivery': 'a b' }, 400],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('%s', async (_reason, headers, status) => {
    expect(await receiver.deliver({ headers, body: fix })).toMatchObject({ status });
    expect(await receiver.deliver({ headers, body: '{' })).toMatchObject({ status });
    expect(inbox.requests.size).toBe(0);
  });

  test('signed with `development`, which Probot takes when it has no secret', async () => {
    const signature = `sha256=${createHmac('sha256', 'development').update(JSON.stringify(fix)).digest('hex')}`;
    expect(await receiver.deliver({ headers: { 'x-hub-signature-256': signature }, body: fix })).toMatchObject({
      status: 401,
    });
  });
});

describe('FAULT 3: a body over 25 MB', () => {
  test('is refused from its announced length, before it is sent', async () => {
    const outgoing = receiver.open({ headers: { 'content-length': String(60 * 1024 * 1024) } }, '');
    const answered = answerTo(outgoing);
    outgoing.flushHeaders();
    expect(await answered).toMatchObject({ status: 413, headers: { connection: 'close' } });
    outgoing.destroy();
  });

  test('is refused while it streams in', async () => {
    const outgoing = receiver.open({ headers: { 'transfer-encoding': 'chunked' } }, '');
    const answered = answerTo(outgoing);
    const megabyte = Buffer.alloc(1024 * 1024, 32);
    for (let sent = 0; sent < 26; sent += 1) outgoing.write(megabyte);
    expect(await answered).toMatchObject({ status: 413 });
    outgoing.destroy();
  });

  test('leaves no trace when the sender breaks off', async () => {
    const outgoing = receiver.open({ headers: { 'content-length': '1000' } }, '');
    const answered = answerTo(outgoing);
    outgoing.write('{');
    setTimeout(() => outgoing.destroy(), 20);
    await expect(answered).rejects.toThrow();
    expect(await receiver.deliver({ body: fix })).toMatchObject({ status: 202 });
  });
});

describe('FAULT 4: a signed body', () => {
  test.each(['', '{', 'null', '[]', '"text"', '7', 'true', '{"action": "created"'])('%j is refused', async (body) => {
    const { status } = await receiver.deliver({ body });
    expect(status).toBe(body === '' ? 401 : 400);
  });

  test.each(['installation', 'repository', 'sender', 'issue', 'comment'])(
    'without `%s` is accepted, logged and starts nothing',
    async (field) => {
      expect(await receiver.deliver({ body: { ...fix, [field]: undefined } })).toMatchObject({ status: 202 });
      expect(await receiver.deliver({ body: { ...fix, [field]: null } })).toMatchObject({ status: 202 });
      expect(await receiver.deliver({ body: { ...fix, [field]: 'text' } })).toMatchObject({ status: 202 });
      expect(inbox.requests.size).toBe(0);
      expect(receiver.logged.at(-1)).toContain(`"fields":["${field}"]`);
    },
  );
});
