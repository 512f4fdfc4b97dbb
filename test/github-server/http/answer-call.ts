import { z } from 'zod';
import { allows, readToken, requireReach } from '../auth/installation-tokens.ts';
import { verifyAppJwt } from '../auth/verify-app-jwt.ts';
import { replyProblem, requestProblem } from '../contract/check-call.ts';
import { findRepository } from '../state/find.ts';
import type { InstallationToken, World } from '../state/world.ts';
import { notAccessible, notFound, Refusal, unprocessable } from './refusal.ts';
import type { Call, Reply } from './route.ts';
import type { Match } from './router.ts';

/** Who calls: the App itself, or one of its installations. */
export type Caller = { readonly app: true } | { readonly app: false; readonly token: InstallationToken };

/** @throws 401 when nobody is named, or wrongly. */
export function authenticate(world: World, authorization: string | undefined): Caller {
  const credentials = /^(?:bearer|token) (.+)$/i.exec(authorization ?? '')?.[1];
  if (credentials === undefined) throw new Refusal(401, 'Requires authentication');
  if (credentials.startsWith('ghs_')) return { app: false, token: readToken(world, credentials) };
  verifyAppJwt(world.app, credentials);
  return { app: true };
}

/** Checks a call by GitHub's description and by its permissions, performs it, and checks the answer. */
export async function answerCall(world: World, match: Match, caller: Caller, call: Call): Promise<Reply> {
  const { route } = match;
  const operation = `${route.method} ${route.path}`;
  const violates = (side: 'request' | 'reply', problem: string) => world.violations.push({ side, operation, problem });

  const perform = async (): Promise<Reply> => {
    if (route.access === 'app') {
      if (!caller.app) throw new Refusal(401, 'A JSON web token could not be decoded');
      checkRequest();
      return route.handle(call);
    }
    if (caller.app) throw notAccessible();
    const { token } = caller;
    if (route.access === 'graphql') return route.handle({ ...call, token });
    if (route.access === 'installation') {
      checkRequest();
      return route.handle({ ...call, token });
    }
    const repository = findRepository(world, call.param('owner'), call.param('repo'));
    requireReach(token, repository);
    if (!route.anyOf.some((permission) => allows(token, permission))) throw notAccessible();
    checkRequest();
    return route.handle({ ...call, token, repository });
  };
  const checkRequest = () => {
    const problem = requestProblem(route, call);
    if (problem === undefined) return;
    violates('request', problem);
    throw unprocessable(`Invalid request.\n\n${problem}`);
  };

  const reply = await perform().catch((error: unknown) => {
    if (error instanceof z.ZodError) {
      violates('request', z.prettifyError(error));
      return refuse(unprocessable('Invalid request.'));
    }
    return refuse(error);
  });
  if (route.access === 'graphql') return reply;
  const problem = replyProblem(route, reply.status, reply.body);
  if (problem !== undefined) violates('reply', `${reply.status}: ${problem}`);
  return reply;
}

/** @throws what is no refusal: a fault of this server. */
export function refuse(error: unknown): Reply {
  if (error instanceof URIError) return refuse(notFound());
  if (!(error instanceof Refusal)) throw error;
  const { status, message, errors, headers } = error;
  const body = {
    message,
    ...(errors.length > 0 ? { errors } : {}),
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  };
  return { status, body, headers };
}
