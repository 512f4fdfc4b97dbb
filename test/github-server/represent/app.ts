import type { Installation, InstallationToken, World } from '../state/world.ts';
import { nodeId } from '../state/world.ts';
import { representRepository } from './repository.ts';
import { representUser } from './user.ts';

export function representApp(world: World) {
  const { app } = world;
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('Integration', app.id),
    client_id: `Iv1.${app.id.toString(16).padStart(16, '0')}`,
    owner: representUser(world, app.owner),
    name: app.name,
    description: 'Registered on the local GitHub.',
    external_url: `${world.url}/apps/${app.slug}/site`,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: app.events,
  };
}

export function representInstallation(world: World, installation: Installation) {
  return {
    id: installation.id,
    account: representUser(world, installation.account),
    repository_selection: 'all',
    access_tokens_url: `${world.url}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/settings/installations/${installation.id}`,
    app_id: world.app.id,
    app_slug: world.app.slug,
    target_id: installation.account.id,
    target_type: installation.account.type,
    permissions: world.app.permissions,
    events: world.app.events,
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}

export function representToken(world: World, token: InstallationToken) {
  const { repositoryIds } = token;
  const repositories = world.repositories.filter((repository) => repositoryIds?.includes(repository.id));
  return {
    token: token.value,
    expires_at: new Date(token.expiresAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    permissions: token.permissions,
    repository_selection: repositoryIds === null ? 'all' : 'selected',
    ...(repositoryIds === null
      ? {}
      : { repositories: repositories.map((repository) => representRepository(world, repository)) }),
  };
}
