import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

const limitBytes = 100 * 1024 * 1024;

/** The JSON body; undefined when there is none. @throws 400 when it is no JSON or holds half an emoji, 413 over 100 MB. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > limitBytes) throw new Refusal(413, 'Payload Too Large');
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'), refuseHalfCharacters);
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
}

/** Half of a surrogate pair, as left by a text that was cut in an emoji, is no Unicode. */
function refuseHalfCharacters(_: string, value: unknown): unknown {
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) throw new Error('half a character');
  return value;
}
