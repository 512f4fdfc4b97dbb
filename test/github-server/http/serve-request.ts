import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../faults.ts';
import { gitToken, isGitRequest, serveGit } from '../git/smart-http.ts';
import type { InstallationToken, RequestRecord, World } from '../state/world.ts';
import { answerCall, authenticate, refuse } from './answer-call.ts';
import { readBody } from './read-body.ts';
import { notFound, Refusal } from './refusal.ts';
import type { Reply } from './route.ts';
import type { Match } from './router.ts';

const hourlyLimit = 5_000;

/** Answers one request to the main origin: git or REST, with the fault that it meets. */
export async function serveRequest(
  world: World,
  route: (method: string, path: string) => Match | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const address = new URL(request.url ?? '/', world.url);
  const method = request.method ?? 'GET';
  const fault = world.faults.take(method, address.pathname);
  const record = { method, path: address.pathname, query: address.search, fault: fault?.kind ?? null };
  const log = (permissions: RequestRecord['permissions'], body: unknown): RequestRecord => {
    const entry = { ...record, permissions, body, status: 0 };
    world.requests.push(entry);
    return entry;
  };
  if (fault?.kind === 'reset') {
    log(null, undefined);
    request.socket.destroy();
    return;
  }
  const failure = fault === undefined ? undefined : failureOf(fault);
  if (failure === undefined && isGitRequest(address.pathname)) {
    if (fault?.kind === 'slow reply') await sleep(fault.milliseconds, undefined, { ref: false });
    else if (fault !== undefined) {
      // git only reads here, so that a reply which is lost or cut is a connection that breaks.
      log(null, undefined);
      request.socket.destroy();
      return;
    }
    await serveGitRequest(world, address, request, response, log);
    return;
  }
  let token: InstallationToken | undefined;
  let body: unknown;
  const answer = async (): Promise<Reply> => {
    body = await readBody(request);
    if (failure !== undefined) return failure;
    if (request.headers['user-agent'] === undefined)
      throw new Refusal(403, 'Request forbidden by administrative rules.');
    const match = route(method, address.pathname);
    if (match === undefined) throw notFound();
    const caller = authenticate(world, request.headers.authorization);
    if (!caller.app) token = caller.token;
    const accept = request.headers.accept ?? '';
    return answerCall(world, match, caller, { param: match.param, query: address.searchParams, body, accept, address });
  };
  const reply = await answer().catch(refuse);
  const entry = log(token?.permissions ?? null, body);
  if (fault?.kind === 'slow reply') await sleep(fault.milliseconds, undefined, { ref: false });
  if (fault?.kind === 'lose reply') {
    request.socket.destroy();
    return;
  }
  entry.status = reply.status;
  send(response, reply, token, fault?.kind === 'cut reply' ? () => request.socket.destroy() : undefined);
}

async function serveGitRequest(
  world: World,
  address: URL,
  request: IncomingMessage,
  response: ServerResponse,
  log: (permissions: RequestRecord['permissions'], body: unknown) => RequestRecord,
): Promise<void> {
  let token: InstallationToken | undefined;
  try {
    token = gitToken(world, request.headers.authorization);
    await serveGit(world, token, address, request, response);
  } catch (error) {
    send(response, refuse(error), token, undefined);
  }
  log(token?.permissions ?? null, undefined).status = response.statusCode;
}

/** @param cut called in the middle of the body, to break the connection there. */
function send(
  response: ServerResponse,
  reply: Reply,
  token: InstallationToken | undefined,
  cut: (() => void) | undefined,
): void {
  const isBinary = Buffer.isBuffer(reply.body);
  const content = Buffer.isBuffer(reply.body)
    ? reply.body
    : Buffer.from(reply.body === undefined ? '' : JSON.stringify(reply.body));
  if (token !== undefined) token.used += 1;
  const used = token?.used ?? 0;
  response.writeHead(reply.status, {
    'content-type': isBinary ? 'application/octet-stream' : 'application/json; charset=utf-8',
    ...(reply.status === 204 ? {} : { 'content-length': content.length }),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': `LOCAL:${Date.now().toString(16).toUpperCase()}`,
    'x-ratelimit-limit': hourlyLimit,
    'x-ratelimit-remaining': Math.max(hourlyLimit - used, 0),
    'x-ratelimit-used': used,
    'x-ratelimit-reset': Math.ceil(Date.now() / 3_600_000) * 3_600,
    'x-ratelimit-resource': 'core',
    ...reply.headers,
  });
  if (cut === undefined) response.end(content);
  else response.write(content.subarray(0, Math.floor(content.length / 2)), cut);
}

/** The answer that stands instead of the real one. */
function failureOf(fault: Fault): Reply | undefined {
  switch (fault.kind) {
    case 'status':
      return refuse(new Refusal(fault.status, fault.status === 500 ? 'Server Error' : 'Unicorn!'));
    case 'secondary limit': {
      const { retryAfterSeconds } = fault;
      const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
      return refuse(new Refusal(403, message, [], headers));
    }
    case 'primary limit':
      return refuse(
        new Refusal(403, 'API rate limit exceeded for installation.', [], {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.ceil(fault.resetAt.getTime() / 1000)),
        }),
      );
    default:
      return undefined;
  }
}
