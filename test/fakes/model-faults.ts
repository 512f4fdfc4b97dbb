import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type ContentBlock, type StreamEvent, streamEvents } from './event-stream.ts';
import type { FaultTurn } from './script.ts';
import { sendError, sendEvents } from './send-reply.ts';

/** Lets a request meet a fault. After `slow` the reply is still to be given; the others answer it. */
export async function fail(fault: FaultTurn, response: ServerResponse, signal: AbortSignal): Promise<void> {
  switch (fault.fault) {
    case '429':
      return sendError(response, 429, 'rate_limit_error', 'This request would exceed your rate limit.');
    case '500':
      return sendError(response, 500, 'api_error', 'Internal server error');
    case '529':
      return sendError(response, 529, 'overloaded_error', 'Overloaded');
    case 'error':
      return sendError(response, fault.status, fault.type, fault.message);
    case 'connection reset':
      response.socket?.resetAndDestroy();
      return;
    case 'truncated stream':
      return sendEvents(
        response,
        brokenReply([{ type: 'text', text: 'A reply that does not get very far' }]).slice(0, 4),
      );
    case 'error in stream':
      return sendEvents(response, [
        ...brokenReply([]).slice(0, 1),
        { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
      ]);
    case 'malformed tool input':
      return sendEvents(
        response,
        brokenReply([{ type: 'tool_use', id: 'toolu_bad', name: 'edit_file', input: {} }], '{"path" oops}'),
      );
    case 'slow':
      await pause(fault.milliseconds, undefined, { signal });
  }
}

function brokenReply(content: readonly ContentBlock[], toolInput?: string): StreamEvent[] {
  const usage = { input_tokens: 1, output_tokens: 1, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 };
  const events = streamEvents({ id: 'msg_broken', model: 'scripted', content, stopReason: 'tool_use', usage });
  if (toolInput === undefined) return events;
  const delta = { type: 'input_json_delta', partial_json: toolInput };
  return events.map((event) => (event.type === 'content_block_delta' ? { ...event, delta } : event));
}
