import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { allows, readToken, requireReach } from '../auth/installation-tokens.ts';
import { Refusal } from '../http/refusal.ts';
import { findRepository } from '../state/find.ts';
import type { InstallationToken, World } from '../state/world.ts';
import { gitEnvironment } from './run-git.ts';

const gitPath = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

export function isGitRequest(path: string): boolean {
  return gitPath.test(path);
}

/** The token of a git request: the password beside `x-access-token`. @throws 401 */
export function gitToken(world: World, authorization: string | undefined): InstallationToken {
  const encoded = /^basic (.+)$/i.exec(authorization ?? '')?.[1];
  const [user, ...password] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':');
  try {
    if (user !== 'x-access-token') throw new Refusal(401, 'Bad credentials');
    return readToken(world, password.join(':'));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(401, 'Bad credentials', [], { 'www-authenticate': 'Basic realm="GitHub"' });
  }
}

/** Serves fetch and clone through git's own CGI program. @throws 403 for a push, 404 for a repository out of reach. */
export async function serveGit(
  world: World,
  token: InstallationToken,
  address: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, owner = '', name = '', service = ''] = gitPath.exec(address.pathname) ?? [];
  const repository = findRepository(world, decodeURIComponent(owner), decodeURIComponent(name));
  requireReach(token, repository);
  if (service === 'git-receive-pack' || address.searchParams.get('service') === 'git-receive-pack') {
    throw new Refusal(403, 'This server takes changes through the REST API alone.');
  }
  if (!allows(token, 'contents:read')) throw new Refusal(403, 'Write access to repository not granted.');
  const child = spawn('git', ['http-backend'], {
    env: {
      ...gitEnvironment,
      GIT_PROJECT_ROOT: join(world.directory, 'repositories'),
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${repository.owner.login}/${repository.name}.git/${service}`,
      REQUEST_METHOD: request.method ?? 'GET',
      QUERY_STRING: address.search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // The backend may end before it has read everything, and the caller may hang up.
  child.stdin.on('error', () => undefined);
  response.on('close', () => child.kill());
  request.pipe(child.stdin);
  await forwardCgi(child.stdout, response);
}

/** Turns a CGI answer (headers, an empty line, the body) into an HTTP one. */
async function forwardCgi(output: AsyncIterable<Buffer>, response: ServerResponse): Promise<void> {
  await pipeline(takeHead(output, response), response).catch((error: unknown) => {
    // The caller may hang up.
    if (!response.closed) throw error;
  });
}

/** The body; what stands before it becomes the head of the response. */
async function* takeHead(output: AsyncIterable<Buffer>, response: ServerResponse): AsyncGenerator<Buffer> {
  let head = Buffer.alloc(0);
  for await (const chunk of output) {
    if (response.headersSent) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) continue;
    const headers = head
      .subarray(0, end)
      .toString('latin1')
      .split('\r\n')
      .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
    const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1] ?? '200';
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
    yield head.subarray(end + 4);
  }
}
