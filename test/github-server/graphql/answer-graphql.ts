import { schema as description } from '@octokit/graphql-schema';
import { buildSchema, type GraphQLSchema, graphql } from 'graphql';
import { z } from 'zod';
import { Refusal } from '../http/refusal.ts';
import { type InstallationCall, ok, type Reply } from '../http/route.ts';
import type { World } from '../state/world.ts';
import { pullRequestMutations } from './pull-request-mutations.ts';
import { reviewThreads } from './review-threads.ts';

const request = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).optional() });

let known: GraphQLSchema | undefined;

/** GitHub's own schema; it takes a second to build, so only for who asks. */
function schema(): GraphQLSchema {
  known ??= buildSchema(description.idl, { assumeValidSDL: true });
  return known;
}

/** https://docs.github.com/en/graphql: what REST has nothing for. A query that GitHub would not take is a violation. */
export async function answerGraphql(world: World, call: InstallationCall): Promise<Reply> {
  const { query, variables } = request.parse(call.body);
  const { data, errors } = await graphql({
    schema: schema(),
    source: query,
    rootValue: { ...pullRequestMutations(world, call.token), ...reviewThreads(world, call.token) },
    ...(variables === undefined ? {} : { variableValues: variables }),
  });
  for (const error of errors ?? []) {
    if (error.originalError instanceof Refusal) continue;
    world.violations.push({ side: 'request', operation: 'POST /graphql', problem: error.message });
  }
  const refused = errors?.map(({ message, path }) => ({ type: 'NOT_FOUND', message, path }));
  return ok({ ...(data === undefined ? {} : { data }), ...(refused === undefined ? {} : { errors: refused }) });
}
