import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../http/refusal.ts';
import type { App } from '../state/world.ts';

const headerSchema = z.object({ alg: z.literal('RS256') });
const claimsSchema = z.object({
  iat: z.number(),
  exp: z.number(),
  iss: z.union([z.string(), z.number()]),
});

/** GitHub takes no token that lives longer. */
const longestLifeSeconds = 600;

/**
 * Checks an App's JSON web token: RS256 by the App's own key, issued by its id, good for ten minutes at most.
 *
 * @throws 401 with GitHub's own words.
 */
export function verifyAppJwt(app: App, jwt: string): void {
  const [header = '', claims = '', signature = '', ...rest] = jwt.split('.');
  const decoded = rest.length === 0 ? claimsSchema.safeParse(decode(claims)) : undefined;
  if (!decoded?.success || !headerSchema.safeParse(decode(header)).success) {
    throw new Refusal(401, 'A JSON web token could not be decoded');
  }
  const { iat, exp, iss } = decoded.data;
  if (String(iss) !== String(app.id)) throw new Refusal(401, 'Integration not found');
  const signed = Buffer.from(`${header}.${claims}`);
  if (!verify('RSA-SHA256', signed, createPublicKey(app.privateKey), Buffer.from(signature, 'base64url'))) {
    throw new Refusal(401, 'A JSON web token could not be decoded');
  }
  const now = Date.now() / 1000;
  if (exp <= now)
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp > now + longestLifeSeconds + 5)
    throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  if (iat > now + 5)
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    // Not JSON: the schema then refuses it.
    return undefined;
  }
}
