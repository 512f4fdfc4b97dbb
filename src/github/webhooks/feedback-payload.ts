import { z } from 'zod';
import { longestRemark } from '../../tasks/respond/feedback.ts';
import { hasTaskMarker } from '../../text/task-marker.ts';
import { startPayload } from './payload.ts';

/** What a person wrote, in the shape that comments and reviews share. */
export const remark = z.object({
  id: z.number().int().positive(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: z.object({ login: z.string().min(1), type: z.string() }).nullish(),
});

/** What every event of a pull request's review has to hold. */
export const reviewPayload = {
  ...startPayload,
  pull_request: z.object({ number: z.number().int().positive() }),
};

/** The author and the text of a remark that a person wrote; a string is why it is left alone. */
export function readRemark({
  id,
  body,
  html_url: url,
  user,
}: z.output<typeof remark>): { id: number; author: string; body: string; url: string } | string {
  if (user?.type !== 'User') return 'not written by a person';
  const text = (body ?? '').trim();
  if (text === '') return 'without words';
  if (hasTaskMarker(text)) return 'a comment of a task';
  return { id, author: user.login, body: text.slice(0, longestRemark), url };
}
