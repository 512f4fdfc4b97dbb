import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { type ApiReply, type ContentBlock, streamEvents, wholeMessage } from './event-stream.ts';
import { type ApiPrompt, type ApiRequest, apiPrompt, apiRequest, whyApiRefuses } from './messages-api.ts';
import { fail } from './model-faults.ts';
import { type InputTokens, promptCache } from './prompt-cache.ts';
import { type FaultTurn, type Place, placesOf, plan, plans, type ReplyTurn, type Turn } from './script.ts';
import { sendError, sendEvents, sendJson } from './send-reply.ts';

export interface ScriptedModel {
  /** For `baseUrl` of the adapter. */
  readonly url: string;
  readonly apiKey: string;
  /** Every well-formed request for a reply, those that met a fault too. */
  readonly requests: readonly ApiRequest[];
  /** What was asked that the script does not hold or the API would refuse. A test checks that it is empty. */
  readonly failures: readonly string[];
  close(): Promise<void>;
}

/** Why a request is answered with an error instead of a reply. */
class Refusal extends Error {
  readonly status: number;
  readonly type: string;

  constructor(status: number, type: string, message: string) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

/**
 * A server on loopback that speaks the Messages API and replays a script, or one script for each task, chosen by a text
 * that its first message holds.
 *
 * A request's place in the script is the number of replies that it already carries, so a call that is made again after
 * a crash gets the same reply. A failure happens once. A script that plans nothing, of a task
 * that is asked for a plan, has one before it: most are about what comes after. What the script does not hold is answered with an error.
 */
export async function startScriptedModel(
  script: readonly Turn[] | Readonly<Record<string, readonly Turn[]>>,
  apiKey = 'sk-scripted-model',
): Promise<ScriptedModel> {
  const scripts: Scripts = isScript(script) ? [readScript('', script)] : readScripts(script);
  const met = new Set<FaultTurn>();
  const countInput = promptCache();
  const requests: ApiRequest[] = [];
  const failures: string[] = [];
  const closing = new AbortController();

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    checkHeaders(request, apiKey);
    const body = await json(request);
    if (request.url === '/v1/messages') return reply(parse(apiRequest, body), response);
    if (request.url !== '/v1/messages/count_tokens') throw new Refusal(404, 'not_found_error', `No ${request.url}.`);
    sendJson(response, 200, { input_tokens: totalInput(promptCache()(parse(apiPrompt, body))) });
  }

  async function reply(asked: ApiRequest, response: ServerResponse): Promise<void> {
    requests.push(asked);
    const { place, index } = findPlace(scripts, asked);
    const fault = place.faults.find((each) => !met.has(each));
    if (fault) {
      met.add(fault);
      await fail(fault, response, closing.signal);
      if (fault.fault !== 'slow' || response.destroyed) return;
    }
    if (!place.turn) throw new Refusal(400, 'invalid_request_error', `The script has no reply ${index + 1}.`);
    const composed = composeReply(place.turn, index, asked, countInput(asked));
    if (asked.stream) sendEvents(response, streamEvents(composed));
    else sendJson(response, 200, wholeMessage(composed));
  }

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      if (closing.signal.aborted) return;
      const { status, type, message } =
        error instanceof Refusal ? error : new Refusal(400, 'invalid_request_error', `${error}`);
      failures.push(message);
      sendError(response, status, type, message);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The scripted model has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    apiKey,
    requests,
    failures,
    close: () =>
      new Promise((resolve, reject) => {
        closing.abort();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** @throws Refusal when the API would not take it. */
function parse<T extends ApiPrompt>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Refusal(400, 'invalid_request_error', z.prettifyError(parsed.error));
  const refused = whyApiRefuses(parsed.data);
  if (refused !== null) throw new Refusal(400, 'invalid_request_error', refused);
  return parsed.data;
}

/** A script, and the same with a plan before it. */
interface Script {
  readonly text: string;
  readonly places: readonly Place[];
  readonly planned: readonly Place[];
}

type Scripts = readonly Script[];

function isScript(script: unknown): script is readonly Turn[] {
  return Array.isArray(script);
}

function readScripts(scripts: Readonly<Record<string, readonly Turn[]>>): Scripts {
  return Object.entries(scripts).map(([text, turns]) => readScript(text, turns));
}

function readScript(text: string, turns: readonly Turn[]): Script {
  const places = placesOf(turns);
  const [first = { faults: [], turn: null }, ...rest] = places;
  const planTurn = { reply: [plan()] };
  const planned = [{ faults: first.faults, turn: planTurn }, { faults: [], turn: first.turn }, ...rest];
  return { text, places, planned: plans(turns) ? places : planned };
}

function checkHeaders({ headers, method }: IncomingMessage, apiKey: string): void {
  if (method !== 'POST') throw new Refusal(405, 'invalid_request_error', 'Method Not Allowed');
  if (headers['x-api-key'] !== apiKey && headers.authorization !== `Bearer ${apiKey}`) {
    throw new Refusal(401, 'authentication_error', 'invalid x-api-key');
  }
  if (!headers['anthropic-version']) {
    throw new Refusal(400, 'invalid_request_error', 'anthropic-version: header is required');
  }
}

function findPlace(scripts: Scripts, request: ApiRequest): { place: Place; index: number } {
  const task = textOf(request.messages[0]);
  const script = scripts.find(({ text }) => task.includes(text));
  if (!script) throw new Refusal(400, 'invalid_request_error', `No script is for: ${task.slice(0, 200)}`);
  const index = request.messages.filter(({ role }) => role === 'assistant').length;
  const asksForPlan = request.tools?.some(({ name }) => name === 'plan') ?? false;
  const place = (asksForPlan ? script.planned : script.places)[index];
  if (!place) throw new Refusal(400, 'invalid_request_error', `The script has no reply ${index + 1}.`);
  return { place, index };
}

/** @throws Refusal when the request is not what the turn expects. */
function composeReply(turn: ReplyTurn, index: number, request: ApiRequest, input: InputTokens): ApiReply {
  checkExpectation(turn, index, request);
  const blocks = typeof turn.reply === 'function' ? turn.reply(request) : turn.reply;
  const content = blocks.map((block, number): ContentBlock => {
    return block.type === 'tool_use' ? { ...block, id: `toolu_${index}_${number}` } : block;
  });
  const calls = content.some(({ type }) => type === 'tool_use');
  return {
    id: `msg_${index}`,
    model: request.model,
    content,
    stopReason: turn.stopReason ?? (calls ? 'tool_use' : 'end_turn'),
    usage: { ...input, output_tokens: Math.ceil(JSON.stringify(content).length / 4), ...turn.usage },
  };
}

function checkExpectation({ expect }: ReplyTurn, index: number, request: ApiRequest): void {
  if (typeof expect === 'function') {
    expect(request);
    return;
  }
  const said = textOf(request.messages.at(-1));
  for (const part of [expect ?? []].flat()) {
    if (said.includes(part)) continue;
    const message = `Reply ${index + 1} expects "${part}" in the last message, which is: ${said.slice(0, 2000)}`;
    throw new Refusal(400, 'invalid_request_error', message);
  }
}

function textOf(message: ApiRequest['messages'][number] | undefined): string {
  const texts = message?.content.map((block) => {
    if (block.type === 'text') return block.text;
    if (block.type !== 'tool_result') return '';
    return typeof block.content === 'string' ? block.content : block.content.map(({ text }) => text).join('\n');
  });
  return texts?.join('\n') ?? '';
}

function totalInput(tokens: InputTokens): number {
  return tokens.input_tokens + tokens.cache_read_input_tokens + tokens.cache_creation_input_tokens;
}
