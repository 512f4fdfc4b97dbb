import type { IncomingMessage } from 'node:http';

/** What GitHub sends at most. https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
const largestBody = 25 * 1024 * 1024;

/**
 * The body of a request as text, or `too large` as soon as that is known; never more than the limit is held.
 * @throws Error when the sender breaks off.
 */
export function readBody(request: IncomingMessage): Promise<string | 'too large'> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > largestBody) return resolve('too large');
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= largestBody) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve('too large');
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}
