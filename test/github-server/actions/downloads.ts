import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from '../http/route.ts';
import { pause } from '../pause.ts';
import type { World } from '../state/world.ts';

const lifeMilliseconds = 60_000;

/** Answers 302 to an address of the storage that is good for one minute, as GitHub does for artifacts and logs. */
export function redirectToDownload(world: World, content: Buffer, type: string): Reply {
  const signature = randomBytes(24).toString('hex');
  world.downloads.set(signature, { content, type, expiresAt: Date.now() + lifeMilliseconds });
  return { status: 302, headers: { location: `${world.storageUrl}/files?sig=${signature}` } };
}

/** Serves the storage. An `Authorization` header is refused, and kept as a violation: the token would have leaked. */
export async function serveDownload(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = new URL(request.url ?? '/', world.storageUrl);
  const fault = world.faults.take('GET', address.pathname);
  const download = world.downloads.get(address.searchParams.get('sig') ?? '');
  const refuse = (status: number, reason: string) => {
    response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${reason}</Code></Error>`);
  };
  if (fault?.kind === 'slow reply') await pause(fault.milliseconds, world.closing.signal);
  if (request.headers.authorization !== undefined) {
    world.violations.push({ side: 'download', operation: 'GET', problem: 'the token was sent to the storage' });
    refuse(400, 'InvalidAuthenticationInfo');
  } else if (fault?.kind === 'reset' || fault?.kind === 'lose reply') request.socket.destroy();
  else if (fault?.kind === 'status') refuse(fault.status, 'InternalError');
  else if (fault?.kind === 'primary limit' || fault?.kind === 'secondary limit') refuse(503, 'ServerBusy');
  else if (download === undefined || download.expiresAt <= Date.now()) refuse(403, 'AuthenticationFailed');
  else {
    const { content, type } = download;
    response.writeHead(200, { 'content-type': type, 'content-length': content.length });
    if (fault?.kind !== 'cut reply') response.end(content);
    else response.write(content.subarray(0, Math.floor(content.length / 2)), () => request.socket.destroy());
  }
}
