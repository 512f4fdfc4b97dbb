import { notFound } from '../http/refusal.ts';
import type { Repository, Role } from './repository.ts';
import type { User } from './user.ts';
import type { Installation, World } from './world.ts';

/** The user of that login, made at first mention. Logins are compared without regard to case. */
export function userNamed(world: Pick<World, 'users' | 'nextId'>, login: string): User {
  const known = world.users.get(login.toLowerCase());
  if (known !== undefined) return known;
  const user: User = { id: world.nextId(), login, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
  world.users.set(login.toLowerCase(), user);
  return user;
}

/** @throws 404 when there is none. */
export function findRepository(world: World, owner: string, name: string): Repository {
  const wanted = `${owner}/${name}`.toLowerCase();
  const found = world.repositories.find(
    (repository) => `${repository.owner.login}/${repository.name}`.toLowerCase() === wanted,
  );
  if (found === undefined) throw notFound();
  return found;
}

/** @throws 404 when the App is not installed there. */
export function installationFor(world: World, repository: Repository): Installation {
  const found = world.installations.find((installation) => installation.account.id === repository.owner.id);
  if (found === undefined) throw notFound();
  return found;
}

export function roleOf(repository: Repository, user: User): Role | 'none' {
  if (user.id === repository.owner.id) return 'admin';
  return repository.collaborators.get(user.login.toLowerCase()) ?? 'none';
}
