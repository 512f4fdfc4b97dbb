import { z } from 'zod';
import { mintToken } from '../auth/installation-tokens.ts';
import { page } from '../http/page.ts';
import { notFound } from '../http/refusal.ts';
import { appRoute, created, installationRoute, ok, type Route } from '../http/route.ts';
import { representApp, representInstallation, representToken } from '../represent/app.ts';
import { representRepository } from '../represent/repository.ts';
import { findRepository, installationFor } from '../state/find.ts';
import type { World } from '../state/world.ts';

const tokenRequest = z
  .object({
    repositories: z.array(z.string()),
    repository_ids: z.array(z.number()),
    permissions: z.record(z.string(), z.string()),
  })
  .partial()
  .default({});

/** https://docs.github.com/en/rest/apps */
export function appRoutes(world: World): Route[] {
  const installation = (id: string) => {
    const found = world.installations.find((each) => each.id === Number(id));
    if (found === undefined) throw notFound();
    return found;
  };
  return [
    appRoute('GET /app', () => ok(representApp(world))),
    appRoute('GET /app/installations', (call) => {
      const { items, headers } = page(call, world.installations);
      return ok(
        items.map((each) => representInstallation(world, each)),
        headers,
      );
    }),
    appRoute('GET /app/installations/{installation_id}', (call) =>
      ok(representInstallation(world, installation(call.param('installation_id')))),
    ),
    appRoute('POST /app/installations/{installation_id}/access_tokens', (call) => {
      const token = mintToken(world, installation(call.param('installation_id')), tokenRequest.parse(call.body));
      return created(representToken(world, token));
    }),
    appRoute('GET /repos/{owner}/{repo}/installation', (call) => {
      const repository = findRepository(world, call.param('owner'), call.param('repo'));
      return ok(representInstallation(world, installationFor(world, repository)));
    }),
    installationRoute('GET /installation/repositories', (call) => {
      const { installation: owner, repositoryIds } = call.token;
      const reached = world.repositories.filter(
        (each) => each.owner.id === owner.account.id && (repositoryIds?.includes(each.id) ?? true),
      );
      const { items, headers } = page(call, reached);
      const repositories = items.map((each) => representRepository(world, each));
      return ok(
        {
          total_count: reached.length,
          repository_selection: repositoryIds === null ? 'all' : 'selected',
          repositories,
        },
        headers,
      );
    }),
  ];
}
