import { answerGraphql } from '../graphql/answer-graphql.ts';
import { graphqlRoute, type Route } from '../http/route.ts';
import type { World } from '../state/world.ts';

export function graphqlRoutes(world: World): Route[] {
  return [graphqlRoute((call) => answerGraphql(world, call))];
}
