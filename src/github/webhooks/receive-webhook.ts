import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger, Probot } from 'probot';
import { readBody } from './read-body.ts';

export const webhookPath = '/api/github/webhooks';

export interface ReceiveWebhookParts {
  readonly webhooks: Pick<Probot['webhooks'], 'verify' | 'verifyAndReceive'>;
  readonly log: Logger;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const accepted: Answer = { status: 202, text: 'Accepted.' };
const unsigned: Answer = { status: 401, text: 'The signature does not match the body and the webhook secret.' };
const noObject: Answer = { status: 400, text: 'The body is not a JSON object.' };
const tooLarge: Answer = { status: 413, text: 'The body is larger than 25 MB.' };
const notRecorded: Answer = { status: 503, text: 'The delivery could not be recorded. Deliver it again.' };

/**
 * Answers GitHub's deliveries. Probot's own middleware buffers unsigned bodies of any size, waits 9 seconds for slow
 * handlers, and answers with the text of an error; here every answer is fixed, and nothing is read before its headers
 * are in order.
 * @returns a handler that leaves other paths alone and then says false.
 */
export function createWebhookHandler({ webhooks, log }: ReceiveWebhookParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (request.url?.split('?', 1)[0] !== webhookPath) return false;
    const refusal = refuseHeaders(request);
    if (refusal) {
      send(response, refusal);
      return true;
    }
    const delivery = header(request, 'x-github-delivery');
    try {
      const body = await readBody(request);
      send(response, body === 'too large' ? tooLarge : await receive(body, request));
    } catch (error) {
      log.info({ delivery, err: error }, 'A webhook was broken off');
      response.destroy();
    }
    return true;
  };

  async function receive(body: string, request: IncomingMessage): Promise<Answer> {
    const delivery = {
      id: header(request, 'x-github-delivery'),
      name: header(request, 'x-github-event'),
      signature: header(request, 'x-hub-signature-256'),
    };
    // Asked first because `verifyAndReceive` logs the whole payload of a delivery that fails here. It throws for an empty body.
    const isSigned = await webhooks.verify(body, delivery.signature).catch(() => false);
    if (!isSigned) return unsigned;
    if (!isJsonObject(body)) return noObject;
    try {
      await webhooks.verifyAndReceive({ ...delivery, payload: body });
      return accepted;
    } catch (error) {
      log.error({ delivery: delivery.id, event: delivery.name, err: error }, 'A webhook could not be recorded');
      return notRecorded;
    }
  }
}

function refuseHeaders(request: IncomingMessage): Answer | null {
  if (request.method !== 'POST') return { status: 405, text: 'Webhooks are delivered with POST.' };
  if (!/^application\/json\s*(?:;|$)/i.test(header(request, 'content-type')))
    return { status: 415, text: 'Set the content type of the webhook to application/json.' };
  if (!/^[a-z][a-z0-9_]{0,99}$/.test(header(request, 'x-github-event')))
    return { status: 400, text: 'The header X-GitHub-Event is missing or malformed.' };
  if (!/^[\w-]{1,100}$/.test(header(request, 'x-github-delivery')))
    return { status: 400, text: 'The header X-GitHub-Delivery is missing or malformed.' };
  if (!/^sha256=[0-9a-f]{64}$/.test(header(request, 'x-hub-signature-256')))
    return { status: 401, text: 'The header X-Hub-Signature-256 is missing or malformed.' };
  return null;
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function isJsonObject(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function send(response: ServerResponse, { status, text }: Answer): void {
  if (status === 413) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
