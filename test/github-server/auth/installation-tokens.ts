import { randomBytes } from 'node:crypto';
import { notFound, Refusal, unprocessable } from '../http/refusal.ts';
import type { Repository } from '../state/repository.ts';
import type { Installation, InstallationToken, Level, Permissions, World } from '../state/world.ts';

const hour = 3_600_000;

export interface TokenRequest {
  readonly repositories?: readonly string[] | undefined;
  readonly repository_ids?: readonly number[] | undefined;
  readonly permissions?: Readonly<Record<string, string>> | undefined;
}

/** Makes a token that lives one hour. @throws 422 for a permission or a repository that the installation has not. */
export function mintToken(world: World, installation: Installation, request: TokenRequest): InstallationToken {
  const token: InstallationToken = {
    // As long as the coming format is: a web token behind the prefix.
    value: `ghs_${randomBytes(48).toString('base64url')}.${randomBytes(180).toString('base64url')}.${randomBytes(64).toString('base64url')}`,
    installation,
    permissions: grant(world.app.permissions, request.permissions),
    repositoryIds: repositoryIds(world, installation, request),
    expiresAt: Date.now() + hour,
    used: 0,
  };
  world.tokens.set(token.value, token);
  return token;
}

function grant(held: Permissions, asked: TokenRequest['permissions']): Permissions {
  if (asked === undefined) return held;
  const granted = Object.entries(asked).map(([name, level]): [string, Level] => {
    const has = held[name];
    if (has === undefined || (level !== 'read' && has !== level)) {
      throw unprocessable('The permissions requested are not granted to this installation.');
    }
    return [name, level === 'read' ? 'read' : 'write'];
  });
  return { metadata: 'read', ...Object.fromEntries(granted) };
}

function repositoryIds(world: World, installation: Installation, request: TokenRequest): number[] | null {
  const { repositories, repository_ids: ids } = request;
  if (repositories === undefined && ids === undefined) return null;
  const own = world.repositories.filter((repository) => repository.owner.id === installation.account.id);
  const byName = (repositories ?? []).map((name) => own.find((repository) => repository.name === name));
  const byId = (ids ?? []).map((id) => own.find((repository) => repository.id === id));
  return [...byName, ...byId].map((repository) => {
    if (repository !== undefined) return repository.id;
    throw unprocessable(
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  });
}

/** @throws 401 for a token that does not exist, has expired, or whose installation is gone. */
export function readToken(world: World, value: string): InstallationToken {
  const token = world.tokens.get(value);
  if (token === undefined || token.expiresAt <= Date.now() || !world.installations.includes(token.installation)) {
    throw new Refusal(401, 'Bad credentials');
  }
  return token;
}

/** A repository that the token does not reach looks as if it did not exist. @throws 404 */
export function requireReach(token: InstallationToken, repository: Repository): void {
  const reaches = token.repositoryIds?.includes(repository.id) ?? true;
  if (!reaches || token.installation.account.id !== repository.owner.id) throw notFound();
}

/** @param permission `name:read` or `name:write` */
export function allows(token: InstallationToken, permission: string): boolean {
  const [name = '', level] = permission.split(':');
  const held = token.permissions[name];
  return held === 'write' || (held === 'read' && level === 'read');
}
