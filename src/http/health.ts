import type { IncomingMessage, ServerResponse } from 'node:http';

const healthPath = '/health';

/**
 * Answers whether this process can do its work: 200 when `check` resolves, else 503.
 * @returns a handler that leaves other paths alone and then says false.
 */
export function createHealthHandler(check: () => Promise<unknown>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (request.url !== healthPath) return false;
    const healthy = await check().then(
      () => true,
      () => false,
    );
    response
      .writeHead(healthy ? 200 : 503, { 'content-type': 'application/json' })
      .end(JSON.stringify({ status: healthy ? 'ok' : 'the database cannot be reached' }));
    return true;
  };
}
