import { Refusal } from '../http/refusal.ts';
import { ok, type Route, repositoryRoute } from '../http/route.ts';
import { representFullRepository } from '../represent/repository.ts';
import { representUser } from '../represent/user.ts';
import { roleOf } from '../state/find.ts';
import type { World } from '../state/world.ts';

/** The older permission names know fewer levels: https://docs.github.com/en/rest/collaborators */
const coarse = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
} as const;

export function repositoryRoutes(world: World): Route[] {
  return [
    repositoryRoute('GET /', 'metadata:read', ({ repository }) => ok(representFullRepository(world, repository))),
    repositoryRoute('GET /collaborators/{username}/permission', 'metadata:read', (call) => {
      const login = call.param('username');
      const user = world.users.get(login.toLowerCase());
      if (user === undefined) throw new Refusal(404, 'Not Found');
      if (user.type === 'Bot') throw new Refusal(404, `${login} is not a user`);
      const role = roleOf(call.repository, user);
      return ok({
        permission: coarse[role],
        role_name: role,
        user: { ...representUser(world, user), role_name: role },
      });
    }),
  ];
}
