import type { ServerResponse } from 'node:http';
import type { StreamEvent } from './event-stream.ts';

export function sendEvents(response: ServerResponse, events: readonly StreamEvent[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': 'req_scripted' });
  for (const event of events) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  response.end();
}

/** With a wait that tests can afford, should the failure be one that is tried again. */
export function sendError(response: ServerResponse, status: number, type: string, message: string): void {
  response.setHeader('retry-after-ms', 1);
  sendJson(response, status, { type: 'error', error: { type, message }, request_id: 'req_scripted' });
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_scripted' });
  response.end(JSON.stringify(body));
}
