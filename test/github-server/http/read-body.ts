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
  let holdsLoneSurrogate = false;
  const parsed = parseJson(Buffer.concat(chunks).toString('utf8'), (text) => {
    holdsLoneSurrogate ||= /\p{Surrogate}/u.test(text);
  });
  if (holdsLoneSurrogate) throw new Refusal(400, 'Problems parsing JSON');
  return parsed;
}

function parseJson(text: string, onText: (text: string) => void): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => {
      if (typeof value === 'string') onText(value);
      return value;
    });
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
}
