import type { User } from '../state/user.ts';
import { nodeId, type World } from '../state/world.ts';

export function representUser(world: World, user: User) {
  const url = `${world.url}/users/${encodeURIComponent(user.login)}`;
  const page =
    user.type === 'Bot' ? `${world.url}/apps/${user.login.replace('[bot]', '')}` : `${world.url}/${user.login}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId(user.type, user.id),
    avatar_url: `${world.url}/avatars/${user.id}`,
    gravatar_id: '',
    url,
    html_url: page,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type,
    user_view_type: 'public',
    site_admin: false,
  };
}
