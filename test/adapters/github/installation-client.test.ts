import { createServer } from 'node:http';
import nock from 'nock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createInstallationClient } from '../../../src/adapters/github/installation-client.ts';
import { withWorkflows } from '../../../src/adapters/github/with-workflows.ts';
import { app, closeNetwork, github, lost, mintTokens, repository, taskContext } from './nock-github.ts';

closeNetwork();
const repo = '/repos/octo/calculator';
const target = { owner: 'octo', repo: 'calculator' };

function mint(token: string, minutes = 60, status = 201) {
  const expires_at = new Date(Date.now() + minutes * 60_000).toISOString();
  return github().post('/app/installations/7/access_tokens').reply(status, { token, expires_at, permissions: {} });
}

describe('a token', () => {
  test('is minted for the one repository and the permissions that are needed', async () => {
    const asked = github()
      .post('/app/installations/7/access_tokens', { repository_ids: [42], permissions: { issues: 'write' } })
      .matchHeader('authorization', /^bearer ey/)
      .reply(201, { token: 'ghs_one', expires_at: new Date(Date.now() + 3_600_000).toISOString() });
    github()
      .get(`${repo}/issues/12`)
      .matchHeader('authorization', 'token ghs_one')
      .matchHeader('x-github-api-version', '2022-11-28')
      .reply(200, {});
    await taskContext()
      .client.with({ issues: 'write' })
      .rest.issues.get({ ...target, issue_number: 12 });
    expect(asked.isDone()).toBe(true);
  });

  test('is used again while it is good, and for its own permissions only', async () => {
    const { client } = taskContext();
    mint('ghs_one');
    mint('ghs_two');
    expect(await client.mintToken({ contents: 'read' })).toBe('ghs_one');
    expect(await client.mintToken({ contents: 'read' })).toBe('ghs_one');
    expect(await client.mintToken({ contents: 'write' })).toBe('ghs_two');
  });

  test('FAULT 15: is replaced 5 minutes before its end', async () => {
    const { client } = taskContext();
    mint('ghs_one', 4);
    mint('ghs_two', 6);
    expect(await client.mintToken({ contents: 'read' })).toBe('ghs_one');
    expect(await client.mintToken({ contents: 'read' })).toBe('ghs_two');
    expect(await client.mintToken({ contents: 'read' })).toBe('ghs_two');
  });

  test('FAULT 15: that GitHub refuses is replaced once, and the request repeated', async () => {
    mint('ghs_ended');
    mint('ghs_new');
    github().get(repo).matchHeader('authorization', 'token ghs_ended').reply(401, { message: 'Bad credentials' });
    github().get(repo).matchHeader('authorization', 'token ghs_new').reply(200, { id: 42 });
    const { data } = await taskContext().client.with({ contents: 'read' }).rest.repos.get(target);
    expect(data.id).toBe(42);
  });

  test('FAULT 15: that is refused twice ends the request', async () => {
    mint('ghs_ended');
    mint('ghs_new');
    github().get(repo).times(2).reply(401, { message: 'Bad credentials' });
    const request = taskContext().client.with({ contents: 'read' }).rest.repos.get(target);
    await expect(request).rejects.toMatchObject({ name: 'GitHubError', status: 401, message: 'Bad credentials' });
  });

  test('with a permission that the installation has not granted is refused in a sentence', async () => {
    github().post('/app/installations/7/access_tokens').reply(422, { message: 'The permissions requested …' });
    const request = withWorkflows(taskContext().client).with({ contents: 'write' }).rest.repos.get(target);
    await expect(request).rejects.toThrow(/an owner has to accept its permissions/);
  });

  test('may write workflow files only where files are written at all', async () => {
    const asked: unknown[] = [];
    const client = withWorkflows({
      ...taskContext().client,
      with: (permissions) => {
        asked.push(permissions);
        return taskContext().client.with(permissions);
      },
    });
    client.with({ contents: 'write' });
    client.with({ issues: 'write' });
    expect(asked).toEqual([{ contents: 'write', workflows: 'write' }, { issues: 'write' }]);
  });

  test('FAULT 18: of an App that was removed is refused in a sentence', async () => {
    github().post('/app/installations/7/access_tokens').times(2).reply(404, { message: 'Not Found' });
    const { client } = taskContext();
    const sentence = /The App is not installed on this repository any more/;
    await expect(client.mintToken({ contents: 'read' })).rejects.toThrow(sentence);
    await expect(client.with({ contents: 'read' }).rest.repos.get(target)).rejects.toThrow(sentence);
  });
});

describe('a failing request', () => {
  beforeEach(() => void mintTokens());

  test.each([500, 502, 503])('FAULT 14: is repeated after %i when it only reads', async (status) => {
    github().get(repo).reply(status, 'no');
    github().get(repo).reply(200, { id: 42 });
    const { data } = await taskContext().client.with({ contents: 'read' }).rest.repos.get(target);
    expect(data.id).toBe(42);
  });

  test('FAULT 14: is repeated when half of its answer arrives', async () => {
    github().get(repo).reply(200, '{"id": 4', { 'content-type': 'application/json' });
    github().get(repo).reply(200, { id: 42 });
    const { data } = await taskContext().client.with({ contents: 'read' }).rest.repos.get(target);
    expect(data.id).toBe(42);
  });

  test('FAULT 16: is not repeated blindly when it creates something', async () => {
    github().post(`${repo}/issues/12/comments`).replyWithError(lost());
    const { issues } = taskContext().client.with({ issues: 'write' }).rest;
    const request = issues.createComment({ ...target, issue_number: 12, body: 'text' });
    await expect(request).rejects.toMatchObject({
      name: 'GitHubError',
      message: 'GitHub could not be reached (socket hang up).',
    });
    await expect(request).rejects.not.toHaveProperty('status');
  });

  test('FAULT 51: keeps neither token nor body in its error', async () => {
    github()
      .post(`${repo}/issues/12/comments`)
      .reply(403, { message: 'Resource not accessible', documentation_url: 'https://docs' });
    const { issues } = taskContext().client.with({ issues: 'write' }).rest;
    const error = await issues.createComment({ ...target, issue_number: 12, body: 'a long text' }).catch(Object);
    expect({ ...error, message: error.message }).toEqual({
      name: 'GitHubError',
      status: 403,
      message: 'Resource not accessible',
    });
  });
});

describe('a rate limit', () => {
  beforeEach(() => void mintTokens());
  // The same pacing code as on the server, with a millisecond for a second.
  const paced = { throttle: { enabled: true, retryAfterBaseValue: 1 } };
  const secondary = { message: 'You have exceeded a secondary rate limit.' };
  const createBlob = () =>
    taskContext(paced)
      .client.with({ contents: 'write' })
      .rest.git.createBlob({ ...target, content: 'x' });

  test.each([
    ['with', { 'retry-after': '30' }],
    ['without', {}],
  ])('FAULT 12: of the secondary kind, %s retry-after, is waited for, also by a POST', async (_kind, headers) => {
    github().post(`${repo}/git/blobs`).reply(403, secondary, headers);
    github().post(`${repo}/git/blobs`).reply(201, { sha: 'abc' });
    expect((await createBlob()).data.sha).toBe('abc');
  });

  test('FAULT 12: that asks for more than 10 minutes is not waited for', async () => {
    github().post(`${repo}/git/blobs`).reply(403, secondary, { 'retry-after': '601' });
    await expect(createBlob()).rejects.toMatchObject({ status: 403 });
  });

  test('FAULT 13: of the primary kind is waited for up to its reset', async () => {
    const reset = String(Math.ceil(Date.now() / 1000) + 120);
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    github().get(repo).reply(403, { message: 'API rate limit exceeded' }, headers);
    github().get(repo).reply(200, { id: 42 });
    const { data } = await taskContext(paced).client.with({ contents: 'read' }).rest.repos.get(target);
    expect(data.id).toBe(42);
  });
});

test('FAULT 14: an answer that breaks off is an error and not half a text', async () => {
  nock.enableNetConnect('127.0.0.1');
  let requests = 0;
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/access_tokens')) {
      const expires_at = new Date(Date.now() + 3_600_000).toISOString();
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ token: 't', expires_at }));
      return;
    }
    requests += 1;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"id": ');
    setTimeout(() => response.destroy(), 10);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const client = createInstallationClient({ ...app, apiUrl: `http://127.0.0.1:${port}` }, repository);
  await expect(client.with({ contents: 'read' }).rest.repos.get(target)).rejects.toThrow(/could not be reached/);
  expect(requests).toBe(4);
  await new Promise((resolve) => server.close(resolve));
  nock.disableNetConnect();
});
