import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { gitSearchPath } from '../../src/workspace/run-git.ts';

interface Behaviour {
  /** Whether a request may pass; it is called for each one. */
  readonly admits?: (authorization: string | undefined) => boolean;
  /** Speaks the first protocol only, in which a commit that no branch ends at is refused. */
  readonly old?: boolean;
  /** Another server, where everything is to be found now. */
  readonly movedTo?: string;
}

/** Git over smart HTTP on loopback from a folder of bare repositories; returns its address. */
export async function gitServer(root: string, { admits, old, movedTo }: Behaviour = {}): Promise<string> {
  const server = createServer((request, response) => {
    if (movedTo !== undefined) {
      response.writeHead(301, { location: `${movedTo}${request.url}` }).end();
      return;
    }
    if (admits?.(request.headers.authorization) === false) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const git = spawn('git', ['http-backend'], {
      env: {
        PATH: gitSearchPath,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROTOCOL: (!old && request.headers['git-protocol']?.toString()) || '',
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method ?? 'GET',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      },
    });
    request.pipe(git.stdin);
    const answer: Buffer[] = [];
    git.stdout.on('data', (chunk: Buffer) => answer.push(chunk));
    git.on('close', () => {
      const all = Buffer.concat(answer);
      const end = all.indexOf('\r\n\r\n');
      for (const line of all.toString('latin1', 0, end).split('\r\n')) {
        const [name = '', value = ''] = line.split(/: (.*)/);
        if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
        else response.setHeader(name, value);
      }
      response.end(all.subarray(end + 4));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}
